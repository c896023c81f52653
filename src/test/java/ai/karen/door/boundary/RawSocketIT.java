package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.RawSocket;
import ai.karen.testing.RawSocket.Answer;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.TestingEngine;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client sends. In the rows, {@code |} ends a line. */
class RawSocketIT {
  private static final int SILENCE = 2_000;
  private static final ScriptedChain CHAIN = SharedEngine.chain();
  private static final String BODY =
      "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
          .formatted(CHAIN.name());
  private static final String LENGTH = "Content-Length: " + BODY.length() + "|";
  private static final String CHUNKS =
      Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";
  private static final String SECOND = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @BeforeAll
  static void answer() {
    CHAIN.first().always(Behaviours.answer("Hello."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "-5",
        "+5",
        "5,5",
        "5, 6",
        "0x5",
        "",
        "1e1",
        "5.0",
        "5 5",
        "5;",
        "0000000000000000002"
      })
  void r1ALengthThatIsNoNumberGetsOneAnswer(String length) {
    assertRefusedOnce(post("Content-Length: " + length + "|", SECOND));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xchunked", "chunked, identity", "identity", "gzip, chunked", "chunked, chunked",
            "chunked;q=1",
        "\"chunked\"", "x, chunked", "identity, chunked", "\u000Bchunked", "", "chunked, gzip",
        "chunked|Transfer-Encoding: identity", "identity|Transfer-Encoding: chunked", "|  chunked"
      })
  void r1ACodingThatIsNotKnownGetsOneAnswer(String coding) {
    assertRefusedOnce(post("Transfer-Encoding: " + coding + "|", CHUNKS + SECOND));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2|Content-Length: 2|",
        "Content-Length: 2|Content-Length: 0|",
        "Content-Length: abc|Content-Length: 2|",
        "Transfer-Encoding: chunked|Content-Length: 5|",
        "Content-Length: 5|Transfer-Encoding: chunked|",
        "Content-Length:|  2|",
        "X-A: b|  c|",
        ""
      })
  void r1ADoubtfulEndGetsOneAnswer(String headers) {
    Answer answer = exchange(post(headers, "0\r\n\r\n" + SECOND));

    assertThat(answer.statuses()).hasSize(1);
    assertThat(answer.isClosed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, Content-Length: 0|",
    "/v1/chat/completions, ''",
    "/v1/embeddings, Content-Length: 0|",
    "/v1/embeddings, ''"
  })
  void r1WithoutABodyItIsSaidThatOneIsMissing(String path, String headers) {
    Answer answer = exchange(post(headers, "").replace("/v1/chat/completions", path));

    assertThat(answer.statuses()).containsExactly(400);
    assertThat(answer.text()).contains("\"invalid_json\"", "The body is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"100000000", "10000000000000000", "zz", "-1", "+1", "0x1", " 1", "", "FFFFFFFF"})
  void r1AWrongChunkSizeGetsOneAnswer(String size) {
    assertRefusedOnce(
        post("Transfer-Encoding: chunked|", size + "\r\n" + CHUNKS.substring(4) + SECOND));
  }

  @Test
  void r1AChunkSizeThatTheServerCutsGetsOneAnswerToo() {
    Answer answer = exchange(post("Transfer-Encoding: chunked|", "1000000" + CHUNKS + SECOND));

    assertThat(answer.statuses()).hasSize(1);
    assertThat(answer.isClosed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "X A: b|, 400",
    "X-A, 400",
    ": b|, 400",
    "X(A: b|, 400",
    "X-A: a\u0000b|, 400",
    "X-A: a\u0001b|, 400"
  })
  void r3AHeaderThatIsNoneIsRefusedOnce(String header, int status) {
    Answer answer = exchange(get("/health/live", header + "|"));

    assertThat(answer.statuses()).containsExactly(status);
    assertThat(answer.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host: a|Host: a|",
        "Host: a|Host: b|",
        "Host: a b|",
        "Host: a@b|",
        "Host: a/b|",
        "Host: <script>|",
        "Host: a, b|",
        "Host: a:b|",
        "Host: \u00FF|"
      })
  void r3OneHostAndNotMore(String hosts) {
    Answer answer = exchange("GET /health/live HTTP/1.1\r\n" + lines(hosts) + "\r\n");

    assertThat(answer.statuses()).containsExactly(400);
    assertThat(answer.isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.2", "HTTP/2.0", "HTTP/3", "http/1.1", "HTTP/1.1x", "ICAP/1.0", ""})
  void r1AnotherProtocolIsRefused(String protocol) {
    Answer answer = exchange("GET /health/live " + protocol + "\r\nHost: localhost\r\n\r\n");

    assertThat(answer.text()).matches("(?s)HTTP/[\\d.]+ (400|505) .*");
    assertThat(answer.text()).doesNotContain("\"UP\"");
    assertThat(answer.isClosed()).isTrue();
  }

  @Test
  void r3AHundredHeadersAndNotOneMore() {
    assertThat(exchange(get("/health/live", "X-A: b|".repeat(99))).statuses()).containsExactly(200);
    assertThat(exchange(get("/health/live", "X-A: b|".repeat(100))).statuses())
        .containsExactly(400);
  }

  @Test
  void r3AHeaderHasSixteenKilobytes() {
    assertThat(exchange(get("/health/live", "X-A: " + "a".repeat(16_384) + "|")).statuses())
        .containsExactly(200);
    assertThat(exchange(get("/health/live", "X-A: " + "a".repeat(16_385) + "|")).statuses())
        .containsExactly(400);
  }

  @Test
  void r4HalfAHeadAndThenNothingIsNotWaitedForLongerThanAMinute() {
    SharedEngine.halfHead().awaitClosed(Duration.ofSeconds(90));
  }

  @Test
  void requestsOnOneConnectionAreAnsweredInOrder() {
    Answer answer =
        exchange(get("/health/live", "") + post(LENGTH, BODY) + get("/nope", "Connection: close|"));

    assertThat(answer.statuses()).containsExactly(200, 200, 404);
  }

  @Test
  void aBodyInChunksIsReadAndIsTheConnectionsLast() {
    Answer answer = exchange(post("Transfer-Encoding: cHuNkEd|", CHUNKS + SECOND));

    assertThat(answer.statuses()).containsExactly(200);
    assertThat(answer.isClosed()).isTrue();
  }

  @Test
  void expectContinueIsHonoured() {
    Answer answer = exchange(post(LENGTH + "Expect: 100-continue|", BODY));

    assertThat(answer.statuses()).containsExactly(100, 200);
  }

  @Test
  void whoLeavesEarlyHarmsNobody() {
    RawSocket.abandon(port(), "GET /health/live HTTP/1.1\r\nHos");
    RawSocket.abandon(port(), post("Content-Length: 500|", "{"));
    RawSocket.abandon(port(), post("Transfer-Encoding: chunked|", "50\r\n{"));

    assertThat(exchange(get("/health/live", "Connection: close|")).statuses()).containsExactly(200);
  }

  /** The server waits for the rest, but answers nothing of it. */
  @ParameterizedTest
  @CsvSource({"99999999999999999999, 400", "9999999999999, 413"})
  void r1AHugeLengthGetsOneAnswer(String length, int status) {
    Answer answer = exchange(post("Content-Length: " + length + "|", SECOND));

    assertThat(answer.statuses()).containsExactly(status);
  }

  private static void assertRefusedOnce(String request) {
    Answer answer = exchange(request);

    assertThat(answer.statuses()).containsExactly(400);
    assertThat(answer.isClosed()).isTrue();
  }

  private static Answer exchange(String request) {
    return RawSocket.exchange(port(), request, SILENCE);
  }

  private static int port() {
    return SharedEngine.client().port();
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n";
  }

  private static String post(String headers, String body) {
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + TestingEngine.KEY
        + "\r\nContent-Type: application/json\r\n"
        + lines(headers)
        + "\r\n"
        + body;
  }

  private static String lines(String headers) {
    return headers.replace("|", "\r\n");
  }
}
