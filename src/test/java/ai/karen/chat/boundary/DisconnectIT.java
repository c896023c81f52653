package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.PatientEngine;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SocketClient;
import ai.karen.testing.Wire;
import ai.karen.testing.writes.Scale;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that goes away: within a second its provider's call ends, nobody else is asked, and what
 * the request held is free. Each test leaves in one moment of an answer.
 */
class DisconnectIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String EMBEDDINGS = "/v1/embeddings";

  /**
   * Until a provider's call ends. A second is promised; a machine that is busy with other tests
   * gets another one.
   */
  private static final Duration PROMISED = Duration.ofMillis(Scale.of("departure-millis", 2_000));

  /** For whatever follows. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The ways in which TCP lets a client leave. */
  enum Departure {
    CLOSING(SocketClient::close),
    RESET(SocketClient::reset),
    HALF_CLOSING(SocketClient::closeOutput);

    private final Consumer<SocketClient> way;

    Departure(Consumer<SocketClient> way) {
      this.way = way;
    }

    void leave(SocketClient client) {
      way.accept(client);
    }
  }

  private static PatientEngine server;

  private final EngineClient engine = server.client();
  private final ScriptedChain chain = server.chain();
  private final int logged = server.logs().length();

  /** Every way to leave, from a stream and from a whole answer. */
  static Stream<Arguments> departures() {
    return Stream.of(Departure.values())
        .flatMap(way -> Stream.of(Arguments.of(way, true), Arguments.of(way, false)));
  }

  @BeforeAll
  static void start() {
    server = PatientEngine.start(40);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Whatever the moment: the request is over, and nobody is woken because of it. */
  @AfterEach
  void nothingIsLeft() {
    await("requests are still in flight", SOON.multipliedBy(2), () -> inFlight() == 1);
    assertThat(server.logs().substring(logged)).doesNotContain("[ERROR", "[WARNING", "Exception");
  }

  @ParameterizedTest(name = "{0}, streaming {1}")
  @MethodSource("departures")
  void beforeTheFirstToken(Departure way, boolean streaming) {
    chain.first().always(Behaviours.silence());
    SocketClient client = SocketClient.post(engine, CHAT, chain.ask(streaming));
    awaitAsked();
    pause(Duration.ofMillis(600));

    way.leave(client);

    assertFreed(streaming);
    client.close();
  }

  @ParameterizedTest
  @EnumSource
  void inAStreamsSilence(Departure way) {
    chain.first().always(Behaviours.stallAfter("some words "));
    SocketClient client = SocketClient.post(engine, CHAT, chain.ask(true));
    client.readUntil("words ");

    way.leave(client);

    assertFreed(true);
    client.close();
  }

  @ParameterizedTest
  @EnumSource
  void inAStreamThatFlows(Departure way) {
    chain.first().always(Behaviours.paced("word ".repeat(400), Duration.ofMillis(50)));
    SocketClient client = SocketClient.post(engine, CHAT, chain.ask(true));
    client.readUntil("word ");

    way.leave(client);

    assertFreed(true);
    client.close();
  }

  @Test
  void afterTheHeadersWentOutBeforeTheFirstToken() {
    chain.first().always(Behaviours.silence());
    long start = System.nanoTime();
    SocketClient client = SocketClient.post(engine, CHAT, chain.ask(true));
    client.readUntil("HTTP/1.1 200");
    assertThat(System.nanoTime() - start).isBetween(seconds(14.9), seconds(16.5));

    client.close();

    assertFreed(true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whileTheChainWaitsToAskAgain(boolean streaming) {
    chain.first().always(Behaviours.error(429, "slow_down", Map.of("Retry-After", "3")));
    SocketClient client = SocketClient.post(engine, CHAT, chain.ask(streaming));
    awaitAsked();

    client.close();

    await("not counted as cancelled", SOON, () -> cancelled(streaming) == 1);
    pause(Duration.ofSeconds(3));
    assertThat(chain.first().requests()).hasSize(1);
    assertThat(chain.second().requests()).isEmpty();
  }

  @Test
  void whileAProviderEmbeds() {
    chain.first().always(Behaviours.silence());
    SocketClient client = SocketClient.post(engine, EMBEDDINGS, embedding("Hello"));
    awaitAsked();

    client.close();

    assertAbandonedSoon();
  }

  @Test
  void whileTheEngineItselfEmbeds() {
    SocketClient first = SocketClient.post(engine, EMBEDDINGS, bulk());
    SocketClient second = SocketClient.post(engine, EMBEDDINGS, bulk());
    await("not begun", SOON.multipliedBy(5), () -> inFlight() == 3);

    first.close();
    second.close();

    await("still embedding", SOON.multipliedBy(2), () -> inFlight() == 1);
    assertThat(engine.post(EMBEDDINGS, "{\"model\":\"all-minilm-l6-v2\",\"input\":\"one\"}").body())
        .contains("embedding");
  }

  @Test
  void aHalfClosedClientIsToldSo() {
    chain.first().always(Behaviours.silence());
    SocketClient client = SocketClient.post(engine, CHAT, chain.ask(false));
    awaitAsked();

    client.closeOutput();

    assertThat(client.readUntil("client_closed_request")).startsWith("HTTP/1.1 499");
    client.close();
  }

  @Test
  void havingStoppedReadingBefore() {
    chain.first().always(endless());
    SocketClient client = SocketClient.post(engine, CHAT, chain.ask(true));
    client.readUntil("word");
    pause(Duration.ofSeconds(2));

    client.closeOutput();

    assertFreed(true);
    client.close();
  }

  @Test
  void aClientThatStopsReadingIsLetGoAtTheDeadline() {
    chain.first().always(endless());
    SocketClient client =
        SocketClient.post(engine, CHAT, chain.ask(true), "x-karen-timeout-ms: 3000");
    client.readUntil("word");

    assertAbandonedWithin(Duration.ofMillis(3_500));

    await("not counted as cancelled", SOON, () -> cancelled(true) == 1);
    client.close();
  }

  /**
   * Writing to a client lasts as long as it takes to read, and must not keep anybody else waiting.
   */
  @Test
  void manyWhoStopReadingKeepNobodyElseWaiting() {
    chain.first().always(endless());
    List<SocketClient> idle =
        Stream.generate(() -> SocketClient.post(engine, CHAT, chain.ask(true))).limit(40).toList();
    idle.forEach(client -> client.readUntil("word"));
    pause(Duration.ofSeconds(2));
    ScriptedChain other = server.chain();

    long start = System.nanoTime();
    String answer = engine.post(CHAT, other.ask(true)).body();
    // The server gives up a write after a minute.
    assertThat(System.nanoTime() - start).isLessThan(SOON.multipliedBy(10).toNanos());
    assertThat(answer).contains("[DONE]");

    idle.forEach(SocketClient::close);
    chain.first().awaitAbandoned(40);
  }

  /** Freed, counted as cancelled, and nobody else asked. */
  private void assertFreed(boolean streaming) {
    assertAbandonedSoon();
    await("not counted as cancelled", SOON, () -> cancelled(streaming) == 1);
    assertThat(chain.first().requests()).hasSize(1);
    assertThat(chain.second().requests()).isEmpty();
  }

  private void assertAbandonedSoon() {
    assertAbandonedWithin(PROMISED);
  }

  private void assertAbandonedWithin(Duration longest) {
    long start = System.nanoTime();
    chain.first().awaitAbandoned(1);
    assertThat(System.nanoTime() - start).isLessThan(longest.toNanos());
  }

  private void awaitAsked() {
    await("not asked", SOON.multipliedBy(5), () -> !chain.first().requests().isEmpty());
  }

  private double cancelled(boolean streaming) {
    return metric(
        "karen_requests_total{",
        "chain=\"" + chain.name() + "\"",
        "outcome=\"cancelled\"",
        "streaming=\"" + streaming + "\"");
  }

  private double inFlight() {
    return metric("karen_http_requests_in_flight");
  }

  private double metric(String name, String... labels) {
    return engine
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .filter(line -> Stream.of(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String embedding(String text) {
    return "{\"model\":\"%s/m\",\"input\":\"%s\"}".formatted(chain.firstId(), text);
  }

  /** Half a minute of work, in texts of a second or less. */
  private static String bulk() {
    String text = "\"" + "word ".repeat(2_000) + "\"";
    String texts = String.join(",", Collections.nCopies(120, text));
    return "{\"model\":\"all-minilm-l6-v2\",\"input\":[" + texts + "]}";
  }

  private static Behaviour endless() {
    return (request, conversation) -> {
      conversation.openStream();
      while (true) {
        conversation.event(Wire.content("word ".repeat(1_000)));
      }
    };
  }

  private static void await(String what, Duration longest, BooleanSupplier fact) {
    long end = System.nanoTime() + longest.toNanos();
    while (!fact.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      pause(Duration.ofMillis(20));
    }
  }

  private static void pause(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static long seconds(double seconds) {
    return (long) (seconds * 1e9);
  }
}
