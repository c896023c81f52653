package ai.karen.store.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Aggregates whose copy may lack what the shared database has, so that after a kill nobody builds
 * on a copy that misses something. In the data folder, for the operating system to keep: it is of
 * no use after a loss of power. Thread-safe.
 */
@ApplicationScoped
public class CopiesInDoubt {
  private final AggregateFile asked;
  private final AggregateFile lacking;

  /** One that keeps nothing. Also for the container's client proxy. */
  protected CopiesInDoubt() {
    this.asked = new AggregateFile();
    this.lacking = new AggregateFile();
  }

  @Inject
  public CopiesInDoubt(DataFolder folder) {
    this.asked = AggregateFile.open(folder, "copies-in-doubt");
    this.lacking = AggregateFile.open(folder, "copies-lacking");
  }

  /** The database is asked to change it, and has not answered, or the copy has not followed. */
  List<UUID> asked() {
    return asked.all();
  }

  /**
   * The database is asked to change it. An aggregate's operations come one at a time.
   *
   * @return false where it was in doubt already, since a start before
   */
  public boolean begin(UUID aggregate) {
    return asked.add(aggregate);
  }

  /** Its copy has followed, is not held, or is known to lack something. */
  void settle(UUID aggregate) {
    asked.remove(aggregate);
  }

  /** Those whose copies are known to lack something. */
  List<UUID> lacking() {
    return lacking.all();
  }

  /** Its copy is known to lack something. */
  void lack(UUID aggregate) {
    lacking.add(aggregate);
  }

  /** Its copy lacks nothing, or is not held. */
  void whole(UUID aggregate) {
    lacking.remove(aggregate);
  }

  @PreDestroy
  void close() {
    asked.close();
    lacking.close();
  }
}
