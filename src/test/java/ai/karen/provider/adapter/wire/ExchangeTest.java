package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTest {
  private final OutboundClients clients =
      new OutboundClients(
          TestingConfig.settings(Map.of()),
          Thread::new,
          host ->
              HostResolver.PLATFORM.resolve(host.equals("inside.example") ? "169.254.1.1" : host));
  private final Exchange exchange = clients.exchange(Duration.ofSeconds(3));
  private final TestingSink sink = TestingSink.greedy();

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void aStreamGoesToTheSinkAndCompletesAfterItsLastEvent() throws Exception {
    String events = "Content-Type: Text/Event-Stream; charset=utf-8\r\n\r\ndata: 1\n\ndata: 2\n\n";
    try (TestingPeer peer = TestingPeer.hangingUpAfter("HTTP/1.1 200 OK\r\n" + events)) {
      ExchangeResponse response = answer(post(peer.at("http")));
      assertThat(response.body()).isEmpty();
      assertThat(sink.events).containsExactly("message:1", "message:2");
      assertThat(sink.end).isCompletedWithValue(null);
    }
  }

  @Test
  void anErrorComesAsTextEvenWhenItIsAStream() throws Exception {
    String error =
        "HTTP/1.1 429 Slow\r\nContent-Type: text/event-stream\r\nRetry-After: 3\r\n\r\ndata: no";
    try (TestingPeer peer = TestingPeer.hangingUpAfter(error)) {
      ExchangeResponse response = answer(post(peer.at("http")));
      assertThat(response.status()).isEqualTo(429);
      assertThat(response.header("RETRY-AFTER")).contains("3");
      assertThat(response.body()).isEqualTo("data: no");
      assertThat(sink.ends()).isZero();
    }
  }

  @Test
  void whatIsSentIsJsonWithTheGivenHeaders() throws Exception {
    try (TestingPeer peer = TestingPeer.hangingUpAfter("HTTP/1.1 200 OK\r\n\r\n{}")) {
      answer(exchange.send(request(peer.at("http"), "Bearer 1"), new Cancellation()));
      assertThat(peer.head())
          .startsWith("POST /v1/chat HTTP/1.1\r\n")
          .contains("Content-Type: application/json\r\n", "Authorization: Bearer 1\r\n")
          .doesNotContainIgnoringCase("upgrade");
    }
  }

  @Test
  void requirement2ARedirectIsAnAnswerAndNotAWay() throws Exception {
    String redirect =
        "HTTP/1.1 307 No\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    try (TestingPeer peer = TestingPeer.saying(redirect)) {
      assertThat(answer(post(peer.at("http"))).status()).isEqualTo(307);
    }
  }

  @Test
  void anErrorsBodyIsCutAndAnAnswersBodyIsNot() throws Exception {
    String big = "\r\n\r\n" + "x".repeat(70 * 1024);
    try (TestingPeer failing = TestingPeer.hangingUpAfter("HTTP/1.1 500 No" + big);
        TestingPeer answering = TestingPeer.hangingUpAfter("HTTP/1.1 200 OK" + big)) {
      assertThat(answer(post(failing.at("http"))).body()).hasSize(64 * 1024);
      assertThat(answer(post(answering.at("http"))).body()).hasSize(70 * 1024);
    }
  }

  @Test
  void requirement1AForbiddenAddressIsNeverConnectedTo() {
    ProviderFailure failure = failure(post(URI.create("https://inside.example/v1")));
    assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
    assertThat(failure).hasMessageContaining("link-local");
  }

  @Test
  void aRefusedConnectionIsAnOutageThatNamesThePeer() throws IOException {
    URI uri;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      uri = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
    }
    assertOutage(post(uri), "127.0.0.1:" + uri.getPort() + " refused the connection");
  }

  @Test
  void anUnknownNameIsAnOutage() {
    assertOutage(post(URI.create("http://nowhere.invalid/")), "nowhere.invalid has no address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | closed the connection without an answer
          SSH-2.0-OpenSSH_9.2 | sent something that is not HTTP
          HTTP/1.1 200 OK\\r\\nContent-Length: 9\\r\\n\\r\\n{ | in the middle of an answer
          HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\n{ | in the middle of an answer
          """)
  void anAnswerThatBreaksIsAnOutage(String answer, String sentence) throws IOException {
    try (TestingPeer peer =
        TestingPeer.hangingUpAfter(
            answer.translateEscapes() + "\r\n".repeat(answer.startsWith("SSH") ? 2 : 0))) {
      assertOutage(post(peer.at("http")), sentence);
    }
  }

  @Test
  void aStreamThatBreaksIsToldToTheSinkAfterItsEventsAndFailsTheStage() throws Exception {
    String half =
        "HTTP/1.1 200 OK\r\n"
            + "Content-Type: text/event-stream\r\n"
            + "Content-Length: 900\r\n\r\n"
            + "data: 1\n\n";
    try (TestingPeer peer = TestingPeer.hangingUpAfter(half)) {
      TestingSink patient = TestingSink.patient();
      CompletionStage<ExchangeResponse> result = send(peer.at("http"), patient);
      patient.begun.await();
      assertThat(peer.isLeftWithin(1000)).isTrue();
      assertThat(result.toCompletableFuture()).isNotDone();
      patient.demand.request(2);
      assertOutage(result, "in the middle of an answer");
      assertThat(patient.events).containsExactly("message:1");
      assertThat(patient.end.join()).isInstanceOf(ProviderOutage.class);
    }
  }

  @Test
  void aPeerThatSpeaksNoTlsIsAnOutage() throws Exception {
    try (TestingPeer peer = TestingPeer.hangingUpAfter("HTTP/1.1 400 Bad\r\n\r\n")) {
      assertOutage(post(peer.at("https")), "failed to agree on TLS");
    }
  }

  @Test
  void requirement5AKeyThatCannotBeSentIsNamedButNotShown() {
    ExchangeRequest request = request(URI.create("http://127.0.0.1:1/"), "Bearer s3cret\nkey");
    ProviderFailure failure = failure(exchange.send(request, new Cancellation()));
    assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
    assertThat(failure).hasMessageContaining("Authorization").message().doesNotContain("s3cret");
    assertThat(request.toString()).doesNotContain("s3cret");
  }

  private CompletionStage<ExchangeResponse> post(URI uri) {
    return send(uri, sink);
  }

  private CompletionStage<ExchangeResponse> send(URI uri, EventSink taker) {
    return exchange.send(ExchangeRequest.post(uri, Map.of(), "{}"), taker, new Cancellation());
  }

  private static ExchangeRequest request(URI uri, String authorization) {
    return ExchangeRequest.post(uri, Map.of("Authorization", authorization), "{}");
  }

  private static ExchangeResponse answer(CompletionStage<ExchangeResponse> stage) {
    return stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }

  private static ProviderFailure failure(CompletionStage<ExchangeResponse> stage) {
    return assertThat(stage.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(throwable(ProviderFailure.class))
        .actual();
  }

  private static void assertOutage(CompletionStage<ExchangeResponse> stage, String sentence) {
    ProviderFailure failure = failure(stage);
    assertThat(failure).isInstanceOf(ProviderOutage.class).hasMessageContaining(sentence);
    assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT);
  }
}
