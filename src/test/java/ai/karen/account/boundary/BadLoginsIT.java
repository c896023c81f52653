package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Administrator;
import ai.karen.testing.LoginAttempts;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many wrong passwords, none of which is held back: the limits are raised by their keys. */
class BadLoginsIT {
  private static final String NOBODY = "nobody@example.org";
  private static final int SAMPLES = Scale.of("login-samples", 8);

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
    Map<String, List<Long>> times =
        Map.of(Administrator.EMAIL, new ArrayList<>(), NOBODY, new ArrayList<>());
    List<String> pair = new ArrayList<>(times.keySet());
    // Collections of garbage have a rhythm: one of two that take turns would bear them all.
    Random order = new Random(SAMPLES);
    for (int sample = -SAMPLES / 4; sample < SAMPLES; sample++) {
      Collections.shuffle(pair, order);
      for (String email : pair) {
        long nanos = nanos(attempts, email);
        if (sample >= 0) {
          times.get(email).add(nanos);
        }
      }
    }

    double chance = chanceToTell(times.get(Administrator.EMAIL), times.get(NOBODY));
    Reports.write("login-timing", "%d samples each: AUC %.4f%n".formatted(SAMPLES, chance));
    // Three standard deviations of what chance alone makes of so few samples.
    double noise = SAMPLES >= 2_000 ? 0 : 3 * Math.sqrt((2.0 * SAMPLES + 1) / 12) / SAMPLES;
    assertThat(Math.max(chance, 1 - chance)).isLessThanOrEqualTo(0.55 + noise);
  }

  @Test
  void othersAreAnsweredAsBeforeThoughNoneIsHeldBack() throws InterruptedException {
    judge("beside-bad-logins", BesideBadLogins.at(engine));
  }

  @Test
  void othersAreAnsweredAsBefore() throws InterruptedException {
    try (TestingEngine delivered = TestingEngine.start(Administrator.settings())) {
      judge("beside-bad-logins-held-back", BesideBadLogins.at(delivered));
    }
  }

  private static void judge(String report, BesideBadLogins run) throws InterruptedException {
    BesideBadLogins.Figures figures = run.measure();
    Reports.write(report, figures + System.lineSeparator());
    assertThat(figures.answered()).isPositive();
    assertThat(figures.timesSlower()).isLessThan(MOST_TIMES_SLOWER);
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
