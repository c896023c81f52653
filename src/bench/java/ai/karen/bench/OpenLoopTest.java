package ai.karen.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.ScriptedProvider;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A load that counts wrong would praise or blame the wrong one. */
class OpenLoopTest {
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TEXT = "one two three ";
  private static final int EVENTS = 1 + 3 + 1 + 1;

  private final ScriptedProvider provider = ScriptedProvider.start().forgetful();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void pacedStreamsAreWholeAndTheirFirstTokenIsTimed() throws IOException {
    for (Outcome outcome : streams(10, Behaviours.paced(TEXT, PACE))) {
      assertThat(outcome.isWholeStream(EVENTS)).isTrue();
      assertThat(outcome.timeToFirstToken()).isGreaterThanOrEqualTo(PACE.toNanos());
      assertThat(outcome.latency()).isGreaterThanOrEqualTo(3 * PACE.toNanos());
      assertThat(outcome.latency()).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }
  }

  @Test
  void streamsThatEndEarlyAreNotWhole() throws IOException {
    assertThat(streams(3, Behaviours.cutAfter(TEXT))).noneMatch(it -> it.isWholeStream(EVENTS));
    assertThat(streams(3, Behaviours.finishWithoutDone(TEXT)))
        .noneMatch(it -> it.isWholeStream(EVENTS));
  }

  @Test
  void wholeAnswersAreCountedByStatus() throws IOException {
    provider.always(Behaviours.inTurn(Behaviours.answer(TEXT), Behaviours.error(503, "no", "no")));
    try (OpenLoop load = new OpenLoop(target(), false)) {
      List<Outcome> outcomes = load.send(20, Duration.ofMillis(100), PATIENCE);

      assertThat(outcomes).filteredOn(outcome -> outcome.status() == 200).hasSize(10);
      assertThat(outcomes).filteredOn(outcome -> outcome.status() == 503).hasSize(10);
    }
  }

  @Test
  void aClosedLoopCountsWhatTheProviderSaw() {
    provider.always(Behaviours.answer(TEXT));

    ClosedLoop.Result result = ClosedLoop.run(target(), 2, Duration.ofMillis(200));

    assertThat(result.failed()).isZero();
    assertThat(result.latencies().count()).isEqualTo(provider.counters().questions());
    assertThat(provider.counters().connections()).isEqualTo(2);
  }

  private List<Outcome> streams(int many, Behaviour behaviour) throws IOException {
    provider.always(behaviour);
    try (OpenLoop load = new OpenLoop(target(), true).connected(many)) {
      return load.send(many, Duration.ofMillis(50), PATIENCE);
    }
  }

  private Target target() {
    return new Target("direct", URI.create(provider.baseUrl()).getPort(), "key", "model");
  }
}
