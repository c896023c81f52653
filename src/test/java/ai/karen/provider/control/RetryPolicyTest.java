package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.ProviderOutage;
import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final TestingTimer timer = new TestingTimer();

  @Test
  void theJitterIsFullFromNothingToTheBase() {
    Random random = new Random(1);
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    for (int question = 0; question < 1_000; question++) {
      long wait = wait(random);
      shortest = Math.min(shortest, wait);
      longest = Math.max(longest, wait);
    }

    assertThat(shortest).isLessThan(Duration.ofMillis(1).toNanos());
    assertThat(longest)
        .isGreaterThan(Duration.ofMillis(99).toNanos())
        .isLessThanOrEqualTo(RetryPolicy.BASE.toNanos());
  }

  private long wait(Random random) {
    ProviderHealth health =
        new ProviderHealth(new TestingProvider("any").profile(), timer, TestingClocks.STANDING);
    Deadline deadline = Deadline.after(Duration.ofMinutes(1), timer);
    RetryPolicy policy = new RetryPolicy(deadline, Duration.ofSeconds(3), random);
    Verdict verdict = policy.after(ProviderOutage.unreachable("reset"), Link.parse("any"), health);
    return ((Verdict.Retry) verdict).after().toNanos();
  }
}
