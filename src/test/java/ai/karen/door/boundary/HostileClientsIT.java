package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.LiveHeap;
import ai.karen.testing.RawSocket;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.TestingKeys;
import ai.karen.testing.writes.Scale;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many hostile clients of one engine with little memory, which ends at the first lack of it: they
 * cost little time, no memory that stays, and nobody else's answer.
 */
class HostileClientsIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final int LIMIT = 10_000_000;
  private static final int CLIENTS = 100;

  /** Every build has other work on its machine; what is promised is a tenth of a second. */
  private static final Duration LONGEST = Duration.ofMillis(Scale.of("bad-input-millis", 1_000));

  private static final int TIMED = 11;
  private static final int ROUNDS = Scale.of("bad-input-rounds", 200);

  /** Of which there are few rounds: they are megabytes each. */
  private static final List<String> LARGE =
      List.of("a body over the limit, in chunks", "many names");

  private static final long FLAT = 4_000_000;

  private static ScriptedProvider provider;
  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    provider = ScriptedProvider.start().forgetful();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("KAREN_PROVIDERS_EXTRA", "scripted");
    settings.put("KAREN_PROVIDERS_SCRIPTED_BASE_URL", provider.baseUrl());
    settings.put("KAREN_PROVIDERS_SCRIPTED_MODEL", "scripted-model");
    settings.put("KAREN_CHAIN_NAMES", "single");
    settings.put("KAREN_CHAIN_SINGLE", "scripted");
    settings.put("KAREN_DEFAULT_CHAIN", "single");
    settings.put("KAREN_SHUTDOWN_GRACE", "PT1S");
    settings.put("JVM_ARGS", "-XX:TieredStopAtLevel=1 -Xmx512m -XX:+ExitOnOutOfMemoryError");
    engine = TestingEngine.start(settings);
  }

  @AfterAll
  static void stop() {
    engine.close();
    provider.close();
  }

  @AfterEach
  void theEngineIsWell() {
    provider.always(Behaviours.answer("Hello."));
    assertThat(client().post(CHAT, question("Hello", false)).body()).contains("Hello.");
    assertThat(client().getAnonymously("/health/ready").statusCode()).isEqualTo(200);
    assertThat(engine.logs()).doesNotContain("OutOfMemoryError");
  }

  @Test
  void r5BadInputIsAnsweredWithinATenthOfASecondAndLeavesTheHeapFlat() {
    Map<String, String> bad = badInput();
    bad.values().forEach(input -> IntStream.range(0, TIMED).forEach(warm -> refused(input)));

    bad.forEach(
        (name, input) -> {
          List<Duration> times =
              Stream.generate(() -> refused(input)).limit(TIMED).sorted().toList();
          assertThat(times.get(TIMED / 2)).as(name + " " + times).isLessThan(LONGEST);
        });

    long before = LiveHeap.of(engine);
    for (int round = 0; round < ROUNDS; round++) {
      boolean all = round % 20 == 0;
      bad.forEach(
          (name, input) -> {
            if (all || !LARGE.contains(name)) {
              refused(input);
            }
          });
    }
    assertThat(LiveHeap.of(engine) - before).isLessThan(FLAT);
  }

  @Test
  void r4AHundredBodiesOfTenMegabytesAtOnceAreAnsweredOrRefusedInHalfAGigabyte() {
    provider.always(Behaviours.answer("Read."));
    byte[] plain = body("x");
    // As text it takes twice the memory.
    byte[] wide = body("\u20ac");

    Map<Integer, Long> statuses = new LinkedHashMap<>();
    for (int status : atOnce(number -> status(number % 2 == 0 ? plain : wide))) {
      statuses.merge(status, 1L, Long::sum);
    }

    assertThat(statuses.keySet()).isSubsetOf(200, 413, 429, 503);
    assertThat(statuses).containsKey(200);
  }

  /** Each is one whole request; a character is a byte. */
  private static Map<String, String> badInput() {
    String good = question("Hello", false);
    String rest = "," + good.substring(1);
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("a body over the limit", head(CHAT, "Content-Length: " + (LIMIT + 1)));
    bad.put(
        LARGE.get(0),
        head(CHAT, "Transfer-Encoding: chunked")
            + Integer.toHexString(LIMIT + 1)
            + "\r\n"
            + good
            + " ".repeat(LIMIT + 1 - good.length())
            + "\r\n0\r\n\r\n");
    bad.put(LARGE.get(1), post("{" + names() + rest));
    bad.put("depth", post("{\"x\":" + "[".repeat(64) + "]".repeat(64) + rest));
    bad.put("a name that stands twice", post("{\"x\":1,\"x\":2" + rest));
    bad.put("a number without end", post("{\"x\":1e999999999" + rest));
    bad.put("a lone surrogate", post("{\"x\":\"\\ud800\"" + rest));
    bad.put("no UTF-8", post("{\"x\":\"\u00ff\"" + rest));
    bad.put("half of a document", post(good.substring(0, good.length() - 1)));
    bad.put("a wrong type", post("{\"n\":[]" + rest));
    bad.put("an unknown path", get("/v1/nothing/here", TestingEngine.KEY));
    bad.put("an encoded path", get("/v1/%2e%2e/x", TestingEngine.KEY));
    bad.put("an unknown method", get("/v1/models", TestingEngine.KEY).replace("GET", "FOO"));
    bad.put("a key that is none", get("/v1/models", "kk_live_x"));
    bad.put("a key that nobody has", get("/v1/models", TestingKeys.OTHER));
    bad.put("no key", get("/v1/models", "").replace("Authorization: Bearer \r\n", ""));
    return bad;
  }

  private static String names() {
    StringBuilder names = new StringBuilder("\"k\":1");
    for (int number = 0; number < 400_000; number++) {
      names.append(",\"k").append(number).append("\":1");
    }
    return names.toString();
  }

  /** How long it took. */
  private static Duration refused(String request) {
    long start = System.nanoTime();
    RawSocket.Answer answer = RawSocket.first(client().port(), request, 20_000);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertThat(answer.statuses()).singleElement().satisfies(HostileClientsIT::isTheCallers);
    return time;
  }

  private static void isTheCallers(int status) {
    assertThat(status).isBetween(400, 499);
  }

  private static String post(String body) {
    return head(CHAT, "Content-Length: " + body.length()) + body;
  }

  private static String head(String path, String length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
        + "Authorization: Bearer "
        + TestingEngine.KEY
        + "\r\n"
        + length
        + "\r\n\r\n";
  }

  private static String get(String path, String key) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
        + key
        + "\r\n\r\n";
  }

  /** As large as it may be. */
  private static byte[] body(String letter) {
    int around = question(letter, false).getBytes(StandardCharsets.UTF_8).length;
    return question(letter + "x".repeat(LIMIT - around), false).getBytes(StandardCharsets.UTF_8);
  }

  private static int status(byte[] body) {
    HttpRequest request =
        client()
            .request(CHAT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client().send(request).statusCode();
  }

  private interface Call {
    int answer(int number);
  }

  private static List<Integer> atOnce(Call call) {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        int own = number;
        calls.add(() -> call.answer(own));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> status : threads.invokeAll(calls)) {
        statuses.add(status.get());
      }
      return statuses;
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private static String question(String content, boolean streaming) {
    return "{\"model\":\"single\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"stream\":%s}"
        .formatted(content, streaming);
  }

  private static EngineClient client() {
    return engine.client();
  }
}
