package ai.karen.conversation.control;

import ai.karen.store.control.Database;
import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.Journal;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.LocalDatabase;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.HeldCopy;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Carries deletions out, and has other nodes drop their copies. A node that can't be told drops its
 * own when somebody reads it, or after a day without use. Thread-safe; blocks.
 */
@ApplicationScoped
public class Deletions {
  static final String CHANNEL = "conversations-deleted";

  private static final Logger LOG = System.getLogger(Deletions.class.getName());

  private final Ledger ledger;
  private final Database database;
  private final LocalDatabase local;
  private final Journal journal;
  private final SharedMemory memory;
  private final StoreThreads threads;

  /** Own copies follow the deletion itself. */
  private final String here = UUID.randomUUID().toString();

  /** For the container's client proxy. */
  protected Deletions() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public Deletions(
      Ledger ledger,
      Database database,
      LocalDatabase local,
      Journal journal,
      SharedMemory memory,
      StoreThreads threads) {
    this.ledger = ledger;
    this.database = database;
    this.local = local;
    this.journal = journal;
    this.memory = memory;
    this.threads = threads;
  }

  void start(@Observes Startup event) {
    if (database.isConfigured()) {
      memory.subscribe(CHANNEL, this::told);
    }
  }

  /**
   * @throws ai.karen.store.control.StoreUnavailable it is not deleted
   */
  Acknowledgement execute(Operation deletion) {
    Acknowledgement done = ledger.execute(deletion);
    if (database.isConfigured() && done.effect() != Effect.GONE) {
      memory.publish(CHANNEL, here + " " + deletion.aggregate());
    }
    return done;
  }

  private void told(String message) {
    String[] words = message.split(" ", 2);
    if (!words[0].equals(here)) {
      UUID conversation = UUID.fromString(words[1]);
      threads.supply(() -> drop(conversation));
    }
  }

  /**
   * What waits in the journal is not taken away from whoever wrote it here; the copy is made anew
   * when it was replayed.
   */
  private boolean drop(UUID conversation) {
    try {
      return !journal.holds(conversation)
          && local.read(rows -> rows.find(HeldCopy.class, conversation).isPresent())
          && local.change(
              rows -> {
                LocalCopy.drop(conversation, rows);
                rows.find(HeldCopy.class, conversation).ifPresent(rows::remove);
                return true;
              });
    } catch (DatabaseOutage outage) {
      LOG.log(Level.WARNING, "A copy of a deleted conversation can't be removed now", outage);
      return false;
    }
  }
}
