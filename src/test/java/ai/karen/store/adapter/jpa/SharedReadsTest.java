package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ai.karen.conversation.control.Conversations;
import ai.karen.conversation.control.Identities;
import ai.karen.conversation.control.Operations;
import ai.karen.conversation.control.OwnersTraces;
import ai.karen.conversation.control.Stored;
import ai.karen.conversation.control.TestingDeletions;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Position;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.testing.RealPostgres;
import ai.karen.timing.control.TimeOrderedIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read beside a real PostgreSQL that other nodes write to, with something waiting here. */
class SharedReadsTest {
  private static RealPostgres postgres;

  @TempDir private Path data;
  @TempDir private Path elsewhere;

  private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
  private final Operations operations = new Operations(ids, Clock.systemUTC());
  private final String ada = UUID.randomUUID().toString();
  private final String bob = UUID.randomUUID().toString();
  private final UUID id = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private TestingNode node;
  private TestingNode stranger;

  @BeforeAll
  static void startPostgres() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void open() {
    node = TestingNode.beside(postgres, data);
    stranger = TestingNode.beside(postgres, elsewhere);
  }

  @AfterEach
  void close() {
    node.close();
    stranger.close();
  }

  @Test
  void whatWaitsOfOthersDoesNotMakeAnOwnersListPartial() {
    stranger.ledger.execute(Changes.createdBy(ada, id, "Elsewhere"));
    await(Changes.createdBy(bob, other, "Here"));

    assertThat(list(ada).degraded()).isFalse();
    assertThat(list(ada).value()).extracting(Conversation::title).containsExactly("Elsewhere");
    assertThat(list(bob).degraded()).isTrue();
    assertThat(list(bob).value()).extracting(Conversation::title).containsExactly("Here");
  }

  @Test
  void aDeletionThatWaitsIsSeenInItsOwnersList() {
    node.ledger.execute(Changes.createdBy(ada, id, "First"));
    await(Changes.deletedBy(ada, id));

    assertThat(list(ada).value()).isEmpty();
    assertThat(list(ada).degraded()).isTrue();
  }

  @Test
  void anAccountIsDeletedWhateverWaitsOfOthersOrIsParked() {
    node.ledger.execute(Changes.createdBy(ada, id, "First"));
    node.journal.append(Changes.unknown(id));
    node.replays.replay().run();
    await(Changes.createdBy(bob, other, "Here"));

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            new OwnersTraces(node.ledger, operations, TestingDeletions.alone(node.ledger))
                .delete(UUID.fromString(ada)));
    node.replays.replay().run();

    assertThat(Changes.title(stranger.ledger, id)).isEmpty();
    assertThat(list(ada).value()).isEmpty();
  }

  @Test
  void whatWasAcknowledgedStandsInItsOwnersListThoughItCannotBeApplied() {
    node.ledger.execute(Changes.createdBy(ada, other, "Applied"));
    setAside(Changes.createdBy(ada, id, "Set aside"));

    assertThat(list(ada).value())
        .extracting(Conversation::title)
        .containsExactlyInAnyOrder("Applied", "Set aside");
    assertThat(list(ada).degraded()).isTrue();
    assertThat(list(bob).degraded()).as("another's").isFalse();
    assertThat(walk(ada)).containsExactlyInAnyOrder("Applied", "Set aside");
  }

  @Test
  void anAccountIsDeletedWithWhatCannotBeApplied() {
    node.ledger.execute(Changes.createdBy(ada, other, "Applied"));
    setAside(Changes.createdBy(ada, id, "Set aside"));

    new OwnersTraces(node.ledger, operations, TestingDeletions.alone(node.ledger))
        .delete(UUID.fromString(ada));
    node.replays.replay().run();

    assertThat(node.journal.holds(id)).isFalse();
    assertThat(Changes.title(node.ledger, id)).isEmpty();
    assertThat(list(ada).value()).isEmpty();
    assertThat(list(ada).degraded()).isFalse();
  }

  @Test
  void whatWasReadAsDeletedIsNotServedFromHereAfterwards() {
    knownHereAndDeletedElsewhere();
    assertThat(Changes.title(node.ledger, id)).isEmpty();

    postgres.kill();
    try {
      assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);
    } finally {
      postgres.restart();
    }
  }

  @Test
  void whatCouldNotBeChangedBecauseItIsDeletedIsNotServedFromHereAfterwards() {
    knownHereAndDeletedElsewhere();
    assertThat(node.ledger.execute(Changes.renamed(id, "x")).effect()).isEqualTo(Effect.GONE);
    node.refresh.run();

    postgres.kill();
    try {
      assertThat(Changes.title(node.ledger, id)).isEmpty();
    } finally {
      postgres.restart();
    }
  }

  private void knownHereAndDeletedElsewhere() {
    stranger.ledger.execute(Changes.created(id, "Elsewhere"));
    assertThat(Changes.title(node.ledger, id)).contains("Elsewhere");
    node.refresh.run();
    stranger.ledger.execute(Changes.deleted(id));
  }

  /** As while the database was away. */
  private void await(Operation operation) {
    node.local().apply(operation, () -> node.journal.append(operation));
  }

  /** As what was taken while the database was away, and is refused by it. */
  private void setAside(Operation operation) {
    await(operation);
    node.journal.park(node.journal.of(operation.aggregate(), 0, 1).get(0).position(), "Refused");
  }

  /** Titles, a page of one after the other. */
  private List<String> walk(String owner) {
    List<String> titles = new ArrayList<>();
    List<Conversation> page = list(owner, null, 1).value();
    while (!page.isEmpty()) {
      titles.add(page.get(0).title());
      page = list(owner, Position.of(page.get(0)), 1).value();
    }
    return titles;
  }

  private Stored<List<Conversation>> list(String owner) {
    return list(owner, null, 10);
  }

  private Stored<List<Conversation>> list(String owner, Position after, int most) {
    return new Conversations(
            node.ledger,
            new TestingStoreThreads(),
            operations,
            new Identities(ids),
            TestingDeletions.alone(node.ledger))
        .list(owner, after, most)
        .toCompletableFuture()
        .join();
  }
}
