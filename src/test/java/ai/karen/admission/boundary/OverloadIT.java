package ai.karen.admission.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.TestingEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine with small limits: twelve run, eight wait; the provider "narrow" takes two. */
class OverloadIT {
  private static final int IN_FLIGHT = 12;
  private static final int QUEUE = 8;
  private static final String CHAT = "/v1/chat/completions";
  private static final Duration FAST = Duration.ofMillis(50);

  private final CountDownLatch released = new CountDownLatch(1);

  private static ScriptedProvider wide;
  private static ScriptedProvider narrow;
  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    wide = ScriptedProvider.start();
    narrow = ScriptedProvider.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("KAREN_HTTP_MAX_IN_FLIGHT", String.valueOf(IN_FLIGHT));
    settings.put("KAREN_HTTP_QUEUE", String.valueOf(QUEUE));
    settings.put("KAREN_PROVIDERS_EXTRA", "wide,narrow");
    settings.put("KAREN_PROVIDERS_WIDE_BASE_URL", wide.baseUrl());
    settings.put("KAREN_PROVIDERS_WIDE_MODEL", "wide-model");
    settings.put("KAREN_PROVIDERS_NARROW_BASE_URL", narrow.baseUrl());
    settings.put("KAREN_PROVIDERS_NARROW_MODEL", "narrow-model");
    settings.put("KAREN_PROVIDERS_NARROW_MAX_CONCURRENT", "2");
    // No test's failures may keep another's questions away.
    settings.put("KAREN_PROVIDERS_WIDE_BREAKER_VOLUME", "10000");
    settings.put("KAREN_PROVIDERS_NARROW_BREAKER_VOLUME", "10000");
    settings.put("KAREN_CHAIN_NAMES", "all,single");
    settings.put("KAREN_CHAIN_ALL", "narrow,wide");
    settings.put("KAREN_CHAIN_SINGLE", "narrow");
    settings.put("KAREN_DEFAULT_CHAIN", "all");
    engine = TestingEngine.start(settings);
    // The first request loads classes, which is not what is timed here.
    engine.client().post(CHAT, question("all", false));
  }

  @AfterAll
  static void stop() {
    engine.close();
    wide.close();
    narrow.close();
  }

  @BeforeEach
  void answer() {
    wide.always(Behaviours.answer("Hello from the wide."));
    narrow.always(Behaviours.answer("Hello from the narrow."));
  }

  @Test
  void requirement1SoManyRunSoManyWaitAndOneMoreIsRefused() {
    wide.always(whenReleased());
    List<CompletableFuture<HttpResponse<String>>> asked = ask("wide/wide-model", IN_FLIGHT + QUEUE);
    Eventually.holds(
        "all slots and places are taken",
        () -> wide.counters().inFlight() == IN_FLIGHT && gauge("karen_requests_queued") == QUEUE);

    List<Duration> times = IntStream.range(0, 10).mapToObj(number -> refused()).sorted().toList();

    assertThat(times.get(times.size() / 2)).isLessThan(FAST);
    assertThat(gauge("karen_requests_in_flight")).isEqualTo(IN_FLIGHT);
    assertThat(client().getAnonymously("/health/ready").statusCode()).isEqualTo(200);
    assertThat(client().get("/v1/models").statusCode()).isEqualTo(200);
    released.countDown();
    assertThat(asked).allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
    assertThat(wide.counters().mostInFlight()).isEqualTo(IN_FLIGHT);
    assertThat(gauge("karen_requests_refused_total{mp_scope=\"application\",reason=\"full\"}"))
        .isGreaterThanOrEqualTo(10);
    assertAllIsGivenBack();
  }

  @Test
  void requirement3WhoeverWaitsTooLongIsToldSoWithinItsDeadline() {
    wide.always(whenReleased());
    List<CompletableFuture<HttpResponse<String>>> asked = ask("wide/wide-model", IN_FLIGHT);
    Eventually.holds("all slots are taken", () -> wide.counters().inFlight() == IN_FLIGHT);

    HttpResponse<String> hasty =
        client()
            .post(CHAT, question("wide/wide-model", false), Map.of("x-karen-timeout-ms", "300"));

    assertThat(hasty.statusCode()).isEqualTo(503);
    assertThat(hasty.body()).contains("\"code\":\"overloaded\"");
    released.countDown();
    assertThat(asked).allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
    assertAllIsGivenBack();
  }

  /** Three of four seconds are gone when its turn comes. */
  @Test
  void requirement3WhoeverWaitedHasOnlyTheRestOfItsDeadline() {
    wide.next(Collections.nCopies(IN_FLIGHT, whenReleased()).toArray(Behaviour[]::new))
        .always(Behaviours.silence());
    List<CompletableFuture<HttpResponse<String>>> asked = ask("wide/wide-model", IN_FLIGHT);
    Eventually.holds("all slots are taken", () -> wide.counters().inFlight() == IN_FLIGHT);
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<String>> patient =
        client()
            .postLater(
                CHAT, question("wide/wide-model", false), Map.of("x-karen-timeout-ms", "4000"));
    Eventually.holds("it waits", () -> gauge("karen_requests_queued") == 1);

    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
    released.countDown();

    assertThat(patient.join().body()).contains("\"outcome\":\"silent\"");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("and not another four")
        .isLessThan(Duration.ofMillis(6_500));
    assertThat(asked).allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
    assertAllIsGivenBack();
  }

  @Test
  void requirement3WhoeverWaitedComesToTheAddressThatItAskedFor() {
    List<String> paths =
        List.of("/v1/what%3Fnow", "/v1/100%25", "/v1/none?model=all", "/v1/%C3%A9t%C3%A9");
    List<String> atOnce = paths.stream().map(path -> client().post(path, "{}").body()).toList();
    wide.always(whenReleased());
    List<CompletableFuture<HttpResponse<String>>> asked = ask("wide/wide-model", IN_FLIGHT);
    Eventually.holds("all slots are taken", () -> wide.counters().inFlight() == IN_FLIGHT);

    List<CompletableFuture<String>> waiting =
        paths.stream()
            .map(path -> CompletableFuture.supplyAsync(() -> client().post(path, "{}").body()))
            .toList();
    Eventually.holds("they wait", () -> gauge("karen_requests_queued") == paths.size());
    released.countDown();

    assertThat(waiting).extracting(CompletableFuture::join).isEqualTo(atOnce);
    assertThat(atOnce).allSatisfy(body -> assertThat(body).contains("\"code\":\"not_found\""));
    assertThat(asked).allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
    assertAllIsGivenBack();
  }

  @Test
  void requirement2ASlotIsGivenBackHoweverARequestEnds() {
    wide.always(Behaviours.cutAfter("Half of an"));
    narrow.always(Behaviours.error(500, "server_error", "oops"));
    for (int round = 0; round < IN_FLIGHT; round++) {
      client().post(CHAT, question("all", true));
      client().post(CHAT, question("all", false));
      client().post(CHAT, "no JSON");
      client().post("/v1/nothing", "{}");
      client().post(CHAT, question("all", false), Map.of("Authorization", "Bearer wrong"));
    }

    assertAllIsGivenBack();
  }

  @Test
  void aProviderWithAllItsCallsIsPassedOver() {
    narrow.always(whenReleased());
    List<CompletableFuture<HttpResponse<String>>> asked = ask("narrow/narrow-model", 2);
    Eventually.holds("the narrow one is busy", () -> narrow.counters().inFlight() == 2);

    HttpResponse<String> other = client().post(CHAT, question("all", false));
    HttpResponse<String> none = client().post(CHAT, question("single", false));

    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).contains("Hello from the wide.", "\"passed_over\":[\"narrow: busy\"]");
    assertThat(none.statusCode()).isEqualTo(503);
    assertThat(none.body()).contains("\"code\":\"overloaded\"", "narrow: busy");
    assertThat(none.headers().firstValue("Retry-After")).contains("1");
    released.countDown();
    assertThat(asked).allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
    assertThat(client().post(CHAT, question("single", false)).statusCode()).isEqualTo(200);
  }

  private Behaviour whenReleased() {
    return (request, conversation) -> {
      try {
        released.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      Behaviours.answer("Late, but here.").respond(request, conversation);
    };
  }

  private static Duration refused() {
    long start = System.nanoTime();
    HttpResponse<String> answer = client().post(CHAT, question("wide/wide-model", true));
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    assertThat(answer.body()).contains("\"code\":\"overloaded\"");
    return time;
  }

  private static void assertAllIsGivenBack() {
    Eventually.holds(
        "nothing runs",
        () -> gauge("karen_requests_in_flight") == 0 && gauge("karen_requests_queued") == 0);
  }

  private static long gauge(String name) {
    return client()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToLong(Long::parseLong)
        .sum();
  }

  private static List<CompletableFuture<HttpResponse<String>>> ask(String model, int times) {
    return IntStream.range(0, times)
        .mapToObj(number -> client().postLater(CHAT, question(model, false), Map.of()))
        .toList();
  }

  private static String question(String model, boolean streaming) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":%s}"
        .formatted(model, streaming);
  }

  private static EngineClient client() {
    return engine.client();
  }
}
