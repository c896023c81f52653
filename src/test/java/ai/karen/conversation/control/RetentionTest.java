package ai.karen.conversation.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.conversation.entity.Conversation;
import ai.karen.store.control.Chores;
import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.TimeOrderedIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requirement 6: what is older than the operator wants is deleted. */
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-01-05T08:30:00Z");
  private static final Map<String, String> TEN_DAYS = Map.of(Retention.SETTING, "P10D");

  private final TestingLedger ledger = new TestingLedger();
  private final TestingTimer timer = new TestingTimer();

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void requirement6OldConversationsAreDeletedSoonAndThenEveryHour() {
    UUID limit = create(Duration.ofDays(10));
    UUID older = create(Duration.ofDays(10).plusSeconds(1));
    for (int more = 0; more < Retention.PAGE; more++) {
      create(Duration.ofDays(20));
    }
    start(TEN_DAYS);

    timer.advance(Duration.ofSeconds(9));
    assertThat(left()).hasSize(Retention.PAGE + 2).contains(older);
    timer.advance(Duration.ofSeconds(1));
    assertThat(left()).containsExactly(limit);

    create(Duration.ofDays(11));
    timer.advance(Duration.ofMinutes(59));
    assertThat(left()).hasSize(2);
    timer.advance(Duration.ofMinutes(1));
    assertThat(left()).containsExactly(limit);
  }

  @Test
  void requirement6AfterAFailureItIsTriedAgain() {
    create(Duration.ofDays(11));
    start(TEN_DAYS);
    ledger.away(true);
    timer.advance(Duration.ofHours(1));
    ledger.away(false);
    timer.advance(Duration.ofHours(1));

    assertThat(left()).isEmpty();
  }

  @Test
  void requirement6NothingIsDeletedUnlessTheOperatorWants() {
    create(Duration.ofDays(10_000));
    start(Map.of());
    start(Map.of(Retention.SETTING, "soon"));

    timer.advance(Duration.ofHours(5));

    assertThat(left()).hasSize(1);
  }

  @Test
  void requirement6EveryNodeDeletesByTheSameOperation() {
    Conversation old = new Conversation(UUID.randomUUID(), "me", null, NOW);

    assertThat(operations(NOW).expired(old, NOW).id())
        .isEqualTo(operations(NOW.plusSeconds(5)).expired(old, NOW.plusSeconds(5)).id());
    old.touch(NOW.plusSeconds(9));
    assertThat(operations(NOW).expired(old, NOW).id())
        .isNotEqualTo(
            operations(NOW).expired(new Conversation(old.id(), "me", null, NOW), NOW).id());
  }

  private void start(Map<String, String> settings) {
    new Retention(
            TestingConfig.settings(settings),
            ledger,
            operations(NOW),
            TestingDeletions.alone(ledger),
            new Chores(new TestingStoreThreads(), timer),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .start(this);
  }

  private UUID create(Duration age) {
    Operations then = operations(NOW.minus(age));
    UUID id = then.nextId();
    ledger.execute(then.created(new RequestIdentity(then.nextId(), "", false), id, "me", null));
    return id;
  }

  private List<UUID> left() {
    return ledger.list(rows -> Reads.conversations(rows, "me", null, 1_000)).value().stream()
        .map(Conversation::id)
        .toList();
  }

  private static Operations operations(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Operations(new TimeOrderedIds(clock), clock);
  }
}
