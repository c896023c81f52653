package ai.karen.store.control;

import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Writes on this node alone: the embedded database takes the operation, the journal keeps it for
 * good, and only then it is committed. Thread-safe; the caller keeps an aggregate's operations
 * apart.
 */
@ApplicationScoped
public class JournaledWrites {
  private static final Logger LOG = System.getLogger(JournaledWrites.class.getName());
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final LocalDatabase local;
  private final Journal journal;
  private final Copies copies;

  /** For the container's client proxy. */
  protected JournaledWrites() {
    this(null, null, null);
  }

  @Inject
  public JournaledWrites(LocalDatabase local, Journal journal, Copies copies) {
    this.local = local;
    this.journal = journal;
    this.copies = copies;
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

  /**
   * As {@link #execute}, for what the shared database was asked for and may have done: that needs
   * no copy of what is changed, because replay finds it done, or does it.
   *
   * @throws StoreUnavailable it is still not known whether it was done
   */
  public Acknowledgement executeOpen(Operation operation) {
    Append append = new Append(operation);
    try {
      return acknowledged(openEffect(operation, append));
    } catch (JournalRefusal refusal) {
      throw StoreUnavailable.open(RETRY_AFTER, refusal);
    }
  }

  private Effect openEffect(Operation operation, Append append) {
    try {
      Effect effect = local.apply(operation, append);
      return effect == Effect.GONE ? goneHere(operation, append) : effect;
    } catch (DatabaseOutage outage) {
      LOG.log(Level.DEBUG, "The journal alone takes it", outage);
      return append.done ? Effect.APPLIED : unknownHere(operation, append, outage);
    }
  }

  private Effect goneHere(Operation operation, Append append) {
    if (copies.isHeld(operation.aggregate())) {
      return Effect.GONE;
    }
    append.run();
    return Effect.APPLIED;
  }

  /** A copy that goes on being served would lack it. */
  private Effect unknownHere(Operation operation, Append append, DatabaseOutage outage) {
    if (copies.isHeld(operation.aggregate())) {
      throw StoreUnavailable.open(RETRY_AFTER, outage);
    }
    append.run();
    return Effect.APPLIED;
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
