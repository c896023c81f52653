package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.control.TestingJournal;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Acknowledgement.Place;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default: one embedded database, with the journal in front of it. */
class EmbeddedLedgerTest {
  @TempDir private Path data;

  private final TestingJournal journal = new TestingJournal();
  private final UUID id = UUID.randomUUID();
  private TestingNode node;

  @BeforeEach
  void open() {
    node = TestingNode.embedded(data, journal);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void whatIsAcknowledgedIsRead() {
    assertThat(node.ledger.execute(Changes.created(id, "First")))
        .isEqualTo(new Acknowledgement(Effect.APPLIED, Place.DATABASE));

    assertThat(Changes.title(node.ledger, id)).contains("First");
    assertThat(Changes.titles(node.ledger)).containsExactly("First");
  }

  @Test
  void theJournalHasItUntilTheDatabaseHasSynced() {
    node.ledger.execute(Changes.created(id, "First"));
    assertThat(journal.holds(id)).isTrue();

    node.replays.replay().run();

    assertThat(journal.holds(id)).isFalse();
    node.close();
    node = TestingNode.embedded(data, journal);
    assertThat(Changes.title(node.ledger, id)).contains("First");
  }

  @Test
  void whatTheDatabaseLostComesBackFromTheJournal() {
    node.close();
    journal.append(Changes.created(id, "Lost"));

    node = TestingNode.embedded(data, journal);

    assertThat(Changes.title(node.ledger, id)).contains("Lost");
  }

  @Test
  void aDatabaseThatWentBackToAnEarlierStateIsNotReadBeforeItWasBroughtUpToDate() {
    node.ledger.execute(Changes.created(id, "First"));
    node.closeDatabaseUnderneath();
    journal.append(Changes.renamed(id, "Second"));

    assertThatThrownBy(() -> Changes.title(node.ledger, id)).isInstanceOf(StoreUnavailable.class);
    node.recovery.run();

    assertThat(Changes.title(node.ledger, id)).contains("Second");
  }

  @Test
  void whatIsNotThereAnyMoreIsNotSettled() {
    Operation lost = Changes.created(id, "Lost");

    assertThatThrownBy(() -> node.local().sync(List.of(lost))).isInstanceOf(DatabaseOutage.class);
    assertThat(node.local().isSuspect()).isTrue();
  }

  @Test
  void appliedTwiceItDoesNothing() {
    Operation created = Changes.created(id, "First");
    node.ledger.execute(created);
    node.ledger.execute(Changes.renamed(id, "Second"));

    assertThat(node.ledger.execute(created).effect()).isEqualTo(Effect.REPEATED);
    node.replays.replay().run();
    assertThat(Changes.title(node.ledger, id)).contains("Second");
  }

  @Test
  void theSameIdWithAnotherRequestIsRefused() {
    Operation created = Changes.withFingerprint(Changes.created(id, "First"), "one");
    node.ledger.execute(created);

    assertThatThrownBy(() -> node.ledger.execute(Changes.withFingerprint(created, "other")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().status()).isEqualTo(422));
  }

  @Test
  void whatTheJournalRefusesIsNotThere() {
    journal.refuse("The disk is full.");

    assertThatThrownBy(() -> node.ledger.execute(Changes.created(id, "First")))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(Changes.title(node.ledger, id)).isEmpty();

    journal.refuse(null);
    assertThat(node.ledger.execute(Changes.created(id, "Later")).effect())
        .isEqualTo(Effect.APPLIED);
  }

  @Test
  void whatIsNotThereIsGoneAndLeavesNoTrace() {
    assertThat(node.ledger.execute(Changes.renamed(id, "Second")).effect()).isEqualTo(Effect.GONE);

    assertThat(journal.holds(id)).isFalse();
  }

  @Test
  void notesReachTheDatabaseByReplay() {
    assertThat(node.ledger.note(Changes.created(id, "Noted"))).isTrue();

    node.replays.replay().run();

    assertThat(Changes.title(node.ledger, id)).contains("Noted");
  }
}
