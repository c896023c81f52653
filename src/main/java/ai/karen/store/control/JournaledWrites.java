package ai.karen.store.control;

import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Writes on this node alone: the embedded database takes the operation, the journal keeps it for
 * good, and only then it is committed. Thread-safe; the caller keeps an aggregate's operations
 * apart.
 */
@ApplicationScoped
public class JournaledWrites {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final LocalDatabase local;
  private final Journal journal;

  /** For the container's client proxy. */
  protected JournaledWrites() {
    this(null, null);
  }

  @Inject
  public JournaledWrites(LocalDatabase local, Journal journal) {
    this.local = local;
    this.journal = journal;
  }

  /**
   * @throws StoreUnavailable nothing was written
   */
  public Acknowledgement execute(Operation operation) {
    Append append = new Append(operation);
    try {
      return acknowledged(local.apply(operation, append));
    } catch (JournalRefusal refusal) {
      throw new StoreUnavailable("Nothing can be stored right now", RETRY_AFTER, refusal);
    } catch (DatabaseOutage outage) {
      if (append.done) {
        // It is safe, and replay will bring it into the database.
        return acknowledged(Effect.APPLIED);
      }
      throw new StoreUnavailable("Nothing can be stored right now", RETRY_AFTER, outage);
    }
  }

  private static Acknowledgement acknowledged(Effect effect) {
    return new Acknowledgement(effect, Acknowledgement.Place.JOURNAL);
  }

  private final class Append implements Runnable {
    private final Operation operation;
    private boolean done;

    private Append(Operation operation) {
      this.operation = operation;
    }

    @Override
    public void run() {
      journal.append(operation);
      done = true;
    }
  }
}
