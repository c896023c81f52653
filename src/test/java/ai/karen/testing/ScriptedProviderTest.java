package ai.karen.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What all tests of failures lean on. */
class ScriptedProviderTest {
  private static final String TEXT = "one two three four";
  private static final String USER = "{\"role\":\"user\",\"content\":\"Count\"}";

  private final ScriptedProvider provider = ScriptedProvider.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void itContinuesWhatTheAssistantSaid() throws Exception {
    provider.always(Behaviours.continuing(TEXT));

    assertThat(stream(USER).text()).isEqualTo(TEXT);
    assertThat(stream(USER + "," + assistant("one tw")).text()).isEqualTo("o three four");
  }

  @Test
  void itContinuesOnlyItsOwnText() throws Exception {
    provider.always(Behaviours.continuing(TEXT));

    assertThat(ask(USER + "," + assistant("five"), true).statusCode()).isEqualTo(500);
  }

  @Test
  void itRejectsAPrefillAndNothingElse() throws Exception {
    provider.always(Behaviours.rejectsPrefill(TEXT));

    assertThat(stream(USER).text()).isEqualTo(TEXT);
    assertThat(ask(USER + "," + assistant("one"), true).statusCode()).isEqualTo(400);
  }

  @Test
  void itCutsAndTheCallerSeesIt() {
    provider.always(Behaviours.cutAfter("one two "));

    assertThatThrownBy(() -> stream(USER)).isInstanceOf(IOException.class);
  }

  @Test
  void itTellsTheTokensOfAStreamToWhomAsks() throws Exception {
    provider.always(Behaviours.metered(TEXT, 31, 41));

    assertThat(stream(USER).lastChunk()).doesNotContainKey("usage");
    String asking = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    StreamedAnswer told = StreamedAnswer.of(send(USER, asking, BodyHandlers.ofString()).body());
    assertThat(told.lastChunk().getJsonObject("usage").getInt("completion_tokens")).isEqualTo(41);
  }

  @Test
  void itSaysWhenToComeBack() throws Exception {
    provider.next(Refusals.rateLimited(Duration.ofSeconds(3)), Refusals.rateLimited());

    HttpResponse<String> limited = ask(USER, false);
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("3");
    assertThat(ask(USER, false).headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void itFlaps() throws Exception {
    provider.always(
        Behaviours.inTurn(Behaviours.error(500, "oops", "oops"), Behaviours.answer(TEXT)));

    assertThat(ask(USER, false).statusCode()).isEqualTo(500);
    assertThat(ask(USER, false).statusCode()).isEqualTo(200);
    assertThat(ask(USER, false).statusCode()).isEqualTo(500);
  }

  @Test
  void itKeepsItsPace() throws Exception {
    provider.always(Behaviours.paced(TEXT, Duration.ofMillis(50)));

    long start = System.nanoTime();
    StreamedAnswer answer = stream(USER);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(answer.text()).isEqualTo(TEXT);
    assertThat(answer.isDone()).isTrue();
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(4 * 50));
  }

  @Test
  void itCountsWhatItSees() throws Exception {
    provider.next(Behaviours.answer(TEXT), Behaviours.paced(TEXT, Duration.ofMillis(1)));
    stream(USER);
    stream(USER);

    Counters counters = provider.counters();
    assertThat(counters.questions()).isEqualTo(2);
    assertThat(counters.connections()).isEqualTo(1);
    assertThat(counters.events()).isEqualTo(2 * (1 + 4 + 1 + 1));
    assertThat(counters.mostInFlight()).isEqualTo(1);
    assertThat(counters.inFlight()).isZero();
    assertThat(counters.abandoned()).isZero();
  }

  @Test
  void itNoticesACallerWhoLeavesAPacedStream() throws Exception {
    provider.always(Behaviours.paced(TEXT, Duration.ofMinutes(1)));

    try (InputStream stream = send(USER, "\"stream\":true", BodyHandlers.ofInputStream()).body()) {
      assertThat(stream.read()).isPositive();
      assertThat(provider.counters().inFlight()).isEqualTo(1);
    }

    provider.awaitAbandoned(1);
    assertThat(provider.counters().inFlight()).isZero();
  }

  private StreamedAnswer stream(String messages) throws IOException, InterruptedException {
    return StreamedAnswer.of(ask(messages, true).body());
  }

  private HttpResponse<String> ask(String messages, boolean streaming)
      throws IOException, InterruptedException {
    return send(messages, "\"stream\":" + streaming, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      String messages, String fields, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    String body = "{\"messages\":[" + messages + "]," + fields + "}";
    URI uri = URI.create(provider.baseUrl() + "/chat/completions");
    return client.send(
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build(), handler);
  }

  private static String assistant(String text) {
    return "{\"role\":\"assistant\",\"content\":\"" + text + "\"}";
  }
}
