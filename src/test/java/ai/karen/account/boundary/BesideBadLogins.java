package ai.karen.account.boundary;

import ai.karen.testing.Administrator;
import ai.karen.testing.Browser;
import ai.karen.testing.EvenLoad;
import ai.karen.testing.LoginAttempts;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Scale;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Others' calls, alone and beside a machine that tries passwords. */
final class BesideBadLogins {
  private static final int GUESSES_PER_SECOND = 50;
  private static final int CALLS_PER_SECOND = Scale.of("beside-rate", 20);
  private static final Duration RUN = Duration.ofSeconds(Scale.of("beside-seconds", 2));

  private final LoginAttempts attempts;
  private final EvenLoad calls;
  private final AtomicInteger answered = new AtomicInteger();

  private BesideBadLogins(LoginAttempts attempts, EvenLoad calls) {
    this.attempts = attempts;
    this.calls = calls;
  }

  static BesideBadLogins at(TestingEngine engine) {
    Browser browser = Administrator.at(engine.client());
    return new BesideBadLogins(
        new LoginAttempts(engine.client()),
        EvenLoad.of(engine.client(), "/api/auth/me", browser.token(), CALLS_PER_SECOND));
  }

  Figures measure() throws InterruptedException {
    calls.during(RUN);
    // Both are tried before: what a JVM compiles meanwhile is no part of what is compared.
    lateOnesBesideGuesses();
    Duration alone = lateOnes();
    answered.set(0);
    return new Figures(alone, lateOnesBesideGuesses(), answered.get());
  }

  private Duration lateOnesBesideGuesses() throws InterruptedException {
    ScheduledExecutorService attackers = Executors.newSingleThreadScheduledExecutor();
    attackers.scheduleAtFixedRate(
        this::guess, 0, TimeUnit.SECONDS.toNanos(1) / GUESSES_PER_SECOND, TimeUnit.NANOSECONDS);
    Duration during = lateOnes();
    attackers.shutdownNow();
    attackers.awaitTermination(1, TimeUnit.SECONDS);
    return during;
  }

  private void guess() {
    attempts
        .guess("nobody@example.org", "not the right one at all")
        .thenAccept(status -> answered.addAndGet(status == 401 || status == 429 ? 1 : 0));
  }

  private Duration lateOnes() {
    List<Duration> latencies = calls.during(RUN);
    return latencies.get(latencies.size() * 99 / 100);
  }

  /**
   * @param alone what 99 of 100 calls took at the most, without guesses
   * @param beside the same with them
   * @param answered guesses that were evaluated or held back
   */
  record Figures(Duration alone, Duration beside, int answered) {
    double timesSlower() {
      return (double) beside.toNanos() / alone.toNanos();
    }

    @Override
    public String toString() {
      return "%d calls a second, 99 %%: %d µs alone, %d µs beside %d bad logins a second (%d answered)"
          .formatted(
              CALLS_PER_SECOND,
              alone.toNanos() / 1_000,
              beside.toNanos() / 1_000,
              GUESSES_PER_SECOND,
              answered);
    }
  }
}
