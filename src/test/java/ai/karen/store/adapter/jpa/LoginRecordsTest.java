package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.control.defence.Habit;
import ai.karen.account.control.defence.LaneState;
import ai.karen.account.control.defence.LoginRecords;
import ai.karen.health.control.TestingClock;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.TimeOrderedIds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of attempts to sign in, in a real database. */
class LoginRecordsTest {
  private static final Instant NOW = TestingClock.START;

  @TempDir private Path data;

  private final TestingClock clock = new TestingClock();

  @Test
  void requirement5CountsAndHabitsOutlastARestart() {
    LaneState state = new LaneState(6, NOW.plusSeconds(2), NOW);
    Habit habit = new Habit(3, List.of("one", "two"));
    try (TestingNode node = TestingNode.embedded(data)) {
      records(node).save("a:somebody", state);
      records(node).save("somebody", habit);
      node.replays.replay().run();
    }
    try (TestingNode node = TestingNode.embedded(data)) {
      assertThat(records(node).load("a:somebody")).contains(state);
      assertThat(records(node).load("a:other")).isEmpty();
      assertThat(records(node).habit("somebody")).isEqualTo(habit);
      assertThat(records(node).habit("other").logins()).isZero();
    }
  }

  @Test
  void requirement5OfTwoCountsTheLaterOneIsKeptInWhateverOrderTheyCome() {
    LaneState early = new LaneState(1, NOW, NOW);
    LaneState late = new LaneState(2, NOW, NOW.plus(5, ChronoUnit.MILLIS));
    try (TestingNode node = TestingNode.embedded(data)) {
      records(node).save("a:somebody", late);
      records(node).save("a:somebody", early);
      node.replays.replay().run();
      assertThat(records(node).load("a:somebody")).contains(late);
    }
  }

  @Test
  void requirement5OtherNodesHearOfCounts() {
    LaneState state = new LaneState(6, NOW.plusSeconds(2), NOW);
    try (TestingNode node = TestingNode.embedded(data)) {
      LoginRecords records = records(node);
      Map<String, LaneState> heard = new HashMap<>();
      records.listen(heard::put);
      records.save("a:somebody", state);
      assertThat(heard).containsExactly(Map.entry("a:somebody", state));
    }
  }

  @Test
  void requirement5AHabitIsKnownAtOnceThoughTheDatabaseHasItLater() {
    Habit habit = new Habit(2, List.of("one", "two"));
    try (TestingNode node = TestingNode.embedded(data)) {
      LoginRecords records = records(node);
      records.save("somebody", habit);

      assertThat(records.habit("somebody")).isEqualTo(habit);
      assertThat(records.habit("other").logins()).isZero();
      node.replays.replay().run();
      assertThat(records.habit("somebody")).isEqualTo(habit);
    }
  }

  @Test
  void requirement5OfWhatTwoNodesSaveOfAHabitTheLaterOneCounts() {
    Habit early = new Habit(1, List.of("one"));
    Habit late = new Habit(2, List.of("two", "one"));
    try (TestingNode node = TestingNode.embedded(data)) {
      LoginRecords here = records(node);
      here.save("somebody", early);
      node.replays.replay().run();
      clock.advance(Duration.ofMillis(5));
      records(node).save("somebody", late);
      node.replays.replay().run();

      assertThat(here.habit("somebody")).isEqualTo(late);
    }
  }

  private LoginRecords records(TestingNode node) {
    return new LoginRecords(
        node.ledger, new LocalMemory(new TestingTimer(), clock), new TimeOrderedIds(clock), clock);
  }
}
