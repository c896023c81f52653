package ai.karen.provider.adapter.anthropic;

import static ai.karen.provider.adapter.anthropic.Texts.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.provider.adapter.wire.HostResolver;
import ai.karen.provider.adapter.wire.OutboundClients;
import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicWireTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(42), ZoneOffset.UTC);
  private static final String HELLO = "'messages': [{'role': 'user', 'content': 'Hello'}]";

  private final OutboundClients clients =
      new OutboundClients(TestingConfig.settings(Map.of()), Thread::new, HostResolver.PLATFORM);
  private final TestingReceiver receiver = new TestingReceiver();

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void requirement6ARecordedStreamIsTranslatedEventByEvent() throws IOException {
    try (TestingAnthropic vendor = new TestingAnthropic(200, recorded())) {
      join(ask(vendor, true, ", 'stream_options': {'include_usage': true}"));
      assertThat(receiver.said())
          .containsExactly(
              "{'role':'assistant','content':''} null",
              "{'reasoning_content':'A clock helps.'} null",
              "{'content':'Let me '} null",
              "{'content':'look.'} null",
              "{'tool_calls':[{'index':0,'id':'toolu_1','type':'function','function':"
                  + "{'name':'time','arguments':''}}]} null",
              "{'tool_calls':[{'index':0,'function':{'arguments':'{~zone~:'}}]} null",
              "{'tool_calls':[{'index':0,'function':{'arguments':'~UTC~}'}}]} null",
              "{'tool_calls':[{'index':1,'id':'toolu_2','type':'function','function':"
                  + "{'name':'date','arguments':''}}]} null",
              "{'tool_calls':[{'index':1,'function':{'arguments':'{}'}}]} null",
              "{} 'tool_calls'");
      assertThat(receiver.pieces.get(10))
          .isEqualTo(
              json(
                  """
                  {'id': 'msg_01', 'object': 'chat.completion.chunk', 'created': 42, 'model': 'claude-x',
                   'choices': [], 'usage': {'prompt_tokens': 29, 'completion_tokens': 89,
                     'total_tokens': 118, 'prompt_tokens_details': {'cached_tokens': 4}}}
                  """));
      assertThat(vendor.calls).containsExactly("POST /v1/messages the-secret-key 2023-06-01");
      assertThat(vendor.requests.get(0)).containsEntry("stream", JsonValue.TRUE);
    }
  }

  @Test
  void requirement6WithoutAWishForItNoUsageComes() throws IOException {
    try (TestingAnthropic vendor = new TestingAnthropic(200, recorded())) {
      join(ask(vendor, true, ""));
      assertThat(receiver.pieces).hasSize(10);
    }
  }

  @Test
  void requirement6AStreamThatClosesAfterTheReasonForStoppingIsWhole() throws IOException {
    String cut = recorded().replaceFirst("event: message_stop[\\s\\S]*", "");
    try (TestingAnthropic vendor = new TestingAnthropic(200, cut)) {
      join(ask(vendor, true, ""));
      assertThat(receiver.pieces).hasSize(10);
    }
  }

  @Test
  void anEventThatCannotBeReadIsSkippedAndCounted() throws IOException {
    String stream = recorded().replaceFirst("\n\n", "\n\ndata: {\"type\":\"cont\n\n");
    try (TestingAnthropic vendor = new TestingAnthropic(200, stream)) {
      join(ask(vendor, true, ""));
      assertThat(receiver.pieces).hasSize(10);
      assertThat(receiver.malformed).hasValue(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"Let me , broken_stream", "message_start, transient"})
  void requirement6AStreamThatClosesEarlierIsBrokenOnceItHasSpoken(String last, String kind)
      throws IOException {
    String whole = recorded();
    String cut = whole.substring(0, whole.indexOf("\n\n", whole.indexOf(last)) + 2);
    try (TestingAnthropic vendor = new TestingAnthropic(200, cut)) {
      assertThat(failure(ask(vendor, true, "")).kind().word()).isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({"Let me , BROKEN_STREAM", "message_start, TRANSIENT"})
  void requirement6AnErrorEventFailsTheStream(String last, FailureKind kind) throws IOException {
    String whole = recorded();
    String error =
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
            + "\"message\":\"Overloaded\"}}\n\n";
    String cut = whole.substring(0, whole.indexOf("\n\n", whole.indexOf(last)) + 2) + error;
    try (TestingAnthropic vendor = new TestingAnthropic(200, cut)) {
      ProviderFailure failure = failure(ask(vendor, true, ""));
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure).hasMessage("Overloaded");
    }
  }

  @Test
  void aWholeAnswerComesInOnePiece() {
    String message =
        """
        {"id":"msg_2","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text",
        "text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2}}\
        """;
    try (TestingAnthropic vendor = new TestingAnthropic(200, message)) {
      join(ask(vendor, false, ""));
      assertThat(receiver.pieces).hasSize(1);
      assertThat(receiver.pieces.get(0).getString("object")).isEqualTo("chat.completion");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, 529, TRANSIENT",
    "false, 401, MISCONFIGURED",
    "true, 429, RATE_LIMITED",
    "false, 200, TRANSIENT"
  })
  void anErrorIsClassified(boolean streaming, int status, FailureKind kind) {
    String body = "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"the-secret-key\"}}";
    try (TestingAnthropic vendor = new TestingAnthropic(status, body)) {
      ProviderFailure failure = failure(ask(vendor, streaming, ""));
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure).hasMessage("****");
    }
  }

  @Test
  void whatCannotBeTranslatedNeverGoesOut() {
    try (TestingAnthropic vendor = new TestingAnthropic(200, "{}")) {
      assertThat(failure(ask(vendor, true, ", 'n': 3")).kind()).isEqualTo(FailureKind.INVALID);
      assertThat(vendor.calls).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "/", "/v1", "/v1/"})
  void modelsAreListed(String path) {
    String list = "{\"data\":[{\"type\":\"model\",\"id\":\"claude-x\"},{\"id\":\"claude-y\"}]}";
    try (TestingAnthropic vendor = new TestingAnthropic(200, list)) {
      URI base = URI.create(vendor.uri() + path);
      assertThat(join(wire(base).models(new Cancellation())))
          .containsExactly("claude-x", "claude-y");
      assertThat(vendor.calls).first().asString().startsWith("GET /v1/models?");
    }
  }

  @Test
  void embeddingsAreNotOffered() {
    CompletionStage<?> answer =
        wire(URI.create("http://127.0.0.1:1")).embed(json("{}"), new Cancellation());
    assertThat(failure(answer).kind()).isEqualTo(FailureKind.INVALID);
  }

  private CompletionStage<Void> ask(TestingAnthropic vendor, boolean streaming, String more) {
    Call call =
        new Call(
            json("{'model': 'claude-x', " + HELLO + more + "}"), streaming, new Cancellation());
    return wire(vendor.uri()).chat(call, receiver);
  }

  private AnthropicWire wire(URI base) {
    Secret key = new Secret("the-secret-key");
    return new AnthropicWire(base, key, clients.exchange(Duration.ofSeconds(3)), CLOCK);
  }

  private static String recorded() throws IOException {
    try (var file = AnthropicWireTest.class.getResourceAsStream("tool-stream.txt")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }

  private static ProviderFailure failure(CompletionStage<?> stage) {
    return assertThat(stage.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(throwable(ProviderFailure.class))
        .actual();
  }
}
