package ai.karen.conversation.control;

import ai.karen.store.control.CopyRefresh;
import ai.karen.store.control.Database;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Carries deletions out, and has other nodes drop their copies. A node that can't be told drops its
 * own when somebody reads it where the database can be asked, or else when all copies are compared
 * ({@link ai.karen.store.control.MissedNews}). Thread-safe; blocks.
 */
@ApplicationScoped
public class Deletions {
  static final String CHANNEL = "conversations-deleted";

  private final Ledger ledger;
  private final Database database;
  private final CopyRefresh copies;
  private final SharedMemory memory;
  private final StoreThreads threads;

  /** Own copies follow the deletion itself. */
  private final String here = UUID.randomUUID().toString();

  /** For the container's client proxy. */
  protected Deletions() {
    this(null, null, null, null, null);
  }

  @Inject
  public Deletions(
      Ledger ledger,
      Database database,
      CopyRefresh copies,
      SharedMemory memory,
      StoreThreads threads) {
    this.ledger = ledger;
    this.database = database;
    this.copies = copies;
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
      // What waits in the journal is not taken away from whoever wrote it here.
      threads.supply(() -> copies.drop(conversation));
    }
  }
}
