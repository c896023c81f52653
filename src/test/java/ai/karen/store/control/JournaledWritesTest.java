package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.conversation.control.ConversationKind;
import ai.karen.store.adapter.jpa.EmbeddedDatabase;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shared database may have done, while the embedded one takes nothing. */
class JournaledWritesTest {
  @TempDir private Path data;

  private final UUID id = UUID.randomUUID();
  private final Application application = new Application(Stream.of(new ConversationKind()));
  private final TestingJournal journal = new TestingJournal();
  private DataFolder folder;
  private TestingLocalDatabase local;
  private Copies copies;
  private JournaledWrites writes;

  @BeforeEach
  void open() {
    folder = new DataFolder(data);
    local = new TestingLocalDatabase(new EmbeddedDatabase(folder, application));
    local.trust();
    copies = new Copies(local, application, new StaleCopies(), Clock.systemUTC());
    writes = new JournaledWrites(local, journal, copies);
  }

  @AfterEach
  void close() throws Exception {
    folder.release();
  }

  @Test
  void ofWhatHasACopyThatCouldNotFollowNobodySaysThatItIsGone() {
    Operation created = created();
    writes.execute(created);
    copies.hold(created);
    local.beFull(true);

    assertThatThrownBy(() -> writes.executeOpen(created()))
        .isInstanceOfSatisfying(StoreUnavailable.class, open -> assertThat(open.isOpen()).isTrue());

    assertThat(journal.waiting(0, 10)).hasSize(1);
  }

  @Test
  void whatHasNoCopyTheJournalTakesAlone() {
    local.beFull(true);

    assertThat(writes.executeOpen(created()).effect()).isEqualTo(Effect.APPLIED);

    assertThat(journal.waiting(0, 10)).hasSize(1);
    assertThat(copies.isHeld(id)).isFalse();
  }

  private Operation created() {
    String payload = "{\"owner\":\"me\",\"title\":\"t\"}";
    return new Operation(
        UUID.randomUUID(), id, "conversation.created", 1, Instant.now(), payload, "");
  }
}
