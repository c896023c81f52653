package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import java.time.Duration;
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
        "%d kills, %d pages each: %d pages cut off in a refresh, no session lost%n"
            .formatted(KILLS, PAGES, cutOff));
    assertThat(cutOff).isPositive();
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
    answers.forEach(CompletableFuture::join);
    cutOff += PAGES;
    engine.restart();
    for (Browser page : pages) {
      assertThat(page.me().statusCode()).as("the access token it has").isEqualTo(200);
      assertThat(page.refresh().statusCode()).as("the cookie it has").isEqualTo(200);
    }
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
