package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The engine is killed while pages refresh: some rotations are kept and never answered. */
class SessionKillIT {
  private static final int KILLS = Scale.of("session-kills", 1);
  private static final int PAGES = 12;
  private static final Duration A_MOMENT = Duration.ofMillis(20);

  private final Moments moments = new Moments(3);
  private int cutOff;

  @Test
  void killedBetweenRotationAndAnswerTheEngineLosesNobodysSession() {
    ExecutorService threads = Executors.newFixedThreadPool(PAGES);
    try (TestingEngine engine = TestingEngine.start(Administrator.settings())) {
      List<Browser> pages = new ArrayList<>();
      IntStream.range(0, PAGES).forEach(page -> pages.add(Administrator.at(engine.client())));
      for (int kill = 0; kill < KILLS; kill++) {
        killedWhileRefreshing(engine, pages, threads);
      }
    } finally {
      threads.shutdownNow();
    }
    Reports.write(
        "session-kills",
        "%d kills, %d pages each: %d rotations kept and never answered, no session lost%n"
            .formatted(KILLS, PAGES, cutOff));
  }

  private void killedWhileRefreshing(
      TestingEngine engine, List<Browser> pages, ExecutorService threads) {
    pages.forEach(page -> assertThat(page.refresh().statusCode()).isEqualTo(200));
    List<CompletableFuture<Boolean>> answers =
        pages.stream()
            .map(page -> CompletableFuture.supplyAsync(() -> refreshesForEver(page), threads))
            .toList();
    moments.pass(A_MOMENT);
    engine.kill();
    Instant killed = Instant.now();
    answers.forEach(CompletableFuture::join);
    engine.restart();
    for (Browser page : pages) {
      assertThat(page.me().statusCode()).as("the access token it has").isEqualTo(200);
      assertThat(page.refresh().statusCode()).as("the cookie it has").isEqualTo(200);
      cutOff += wasRotatedBefore(killed, page) ? 1 : 0;
    }
  }

  /** Then the refresh after the kill rotated nothing: what it answered with was there already. */
  private static boolean wasRotatedBefore(Instant killed, Browser page) {
    return Browser.json(page.get("/api/auth/sessions"))
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(session -> session.getBoolean("current"))
        .map(session -> Instant.parse(session.getString("last_used_at")))
        .allMatch(used -> used.isBefore(killed));
  }

  /** Until nobody answers any more; the page then holds what the last answer brought. */
  private static boolean refreshesForEver(Browser page) {
    try {
      while (page.refresh().statusCode() == 200) {
        // Once more.
      }
      return true;
    } catch (RuntimeException | AssertionError nobody) {
      return false;
    }
  }
}
