package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.EvenLoad;
import ai.karen.testing.LoginAttempts;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many wrong passwords, none of which is held back: the limits are raised by their keys. */
class BadLoginsIT {
  private static final int SAMPLES = Scale.of("login-samples", 8);
  private static final int GUESSES_PER_SECOND = 50;
  private static final int CALLS_PER_SECOND = Scale.of("beside-rate", 20);
  private static final Duration RUN = Duration.ofSeconds(Scale.of("beside-seconds", 2));

  /** Every build has other work on its machine, and few samples. */
  private static final double MOST_TIMES_SLOWER = Scale.of("beside-percent", 10_000) / 100.0;

  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new LinkedHashMap<>(Administrator.settings());
    settings.put("KAREN_LOGIN_FAILURES", "1000000");
    settings.put("KAREN_LOGIN_ACCOUNTS_PER_ADDRESS", "100000");
    engine = TestingEngine.start(settings);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void timeDoesNotTellWhoIsKnown() {
    LoginAttempts attempts = new LoginAttempts(engine.client());
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (int sample = -SAMPLES / 4; sample < SAMPLES; sample++) {
      long one = nanos(attempts, Administrator.EMAIL);
      long other = nanos(attempts, "nobody@example.org");
      if (sample >= 0) {
        known.add(one);
        unknown.add(other);
      }
    }

    double chance = chanceToTell(known, unknown);
    Reports.write("login-timing", "%d samples each: AUC %.4f%n".formatted(SAMPLES, chance));
    // Three standard deviations of what chance alone makes of so few samples.
    double noise = SAMPLES >= 2_000 ? 0 : 3 * Math.sqrt((2.0 * SAMPLES + 1) / 12) / SAMPLES;
    assertThat(Math.max(chance, 1 - chance)).isLessThanOrEqualTo(0.55 + noise);
  }

  @Test
  void othersAreAnsweredAsBefore() throws InterruptedException {
    Browser browser = Administrator.at(engine.client());
    EvenLoad calls =
        EvenLoad.of(engine.client(), "/api/auth/me", browser.token(), CALLS_PER_SECOND);
    // Both are tried before: what a JVM compiles meanwhile is no part of what is compared.
    lateOnesBesideGuesses(calls, new AtomicInteger());
    Duration before = lateOnes(calls);
    AtomicInteger refused = new AtomicInteger();
    Duration during = lateOnesBesideGuesses(calls, refused);

    Reports.write(
        "beside-bad-logins",
        "%d calls a second, 99 %%: %d µs alone, %d µs beside %d bad logins a second (%d answered)%n"
            .formatted(
                CALLS_PER_SECOND,
                before.toNanos() / 1_000,
                during.toNanos() / 1_000,
                GUESSES_PER_SECOND,
                refused.get()));
    assertThat(refused).hasPositiveValue();
    assertThat((double) during.toNanos() / before.toNanos()).isLessThan(MOST_TIMES_SLOWER);
  }

  private static Duration lateOnesBesideGuesses(EvenLoad calls, AtomicInteger refused)
      throws InterruptedException {
    ScheduledExecutorService attackers = attack(refused);
    Duration during = lateOnes(calls);
    attackers.shutdownNow();
    attackers.awaitTermination(1, TimeUnit.SECONDS);
    return during;
  }

  private static ScheduledExecutorService attack(AtomicInteger refused) {
    LoginAttempts attempts = new LoginAttempts(engine.client());
    ScheduledExecutorService attackers = Executors.newSingleThreadScheduledExecutor();
    Runnable guess =
        () ->
            attempts
                .guess("nobody@example.org", "not the right one at all")
                .thenAccept(status -> refused.addAndGet(status == 401 || status == 429 ? 1 : 0));
    attackers.scheduleAtFixedRate(
        guess, 0, TimeUnit.SECONDS.toNanos(1) / GUESSES_PER_SECOND, TimeUnit.NANOSECONDS);
    return attackers;
  }

  private static Duration lateOnes(EvenLoad calls) {
    List<Duration> latencies = calls.during(RUN);
    return latencies.get(latencies.size() * 99 / 100);
  }

  private static long nanos(LoginAttempts attempts, String email) {
    long start = System.nanoTime();
    CompletableFuture<Integer> guess = attempts.guess(email, "not the right one at all");
    assertThat(guess.join()).isEqualTo(401);
    return System.nanoTime() - start;
  }

  /** How often the one is the larger of a pair: the area under the curve of a guess by time. */
  private static double chanceToTell(List<Long> some, List<Long> others) {
    double larger = 0;
    for (long one : some) {
      for (long other : others) {
        larger += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return larger / ((double) some.size() * others.size());
  }
}
