package ai.karen.conversation.control;

import ai.karen.configuration.control.Settings;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Position;
import ai.karen.store.control.Chores;
import ai.karen.store.control.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes conversations that nobody touched for as long as the operator keeps them, as their owners
 * would do it. Every node may do so: the same deletion has the same id everywhere. Thread-safe.
 */
@ApplicationScoped
public class Retention {
  public static final String SETTING = "karen.retention.conversations";

  /** After the start: an engine that is restarted often deletes all the same. */
  static final Duration FIRST = Duration.ofSeconds(10);

  static final Duration PAUSE = Duration.ofHours(1);
  static final int PAGE = 100;

  private final Duration keep;
  private final Ledger ledger;
  private final Operations operations;
  private final Deletions deletions;
  private final Chores chores;
  private final Clock clock;

  /** For the container's client proxy. */
  protected Retention() {
    this.keep = null;
    this.ledger = null;
    this.operations = null;
    this.deletions = null;
    this.chores = null;
    this.clock = null;
  }

  @Inject
  public Retention(
      Settings settings,
      Ledger ledger,
      Operations operations,
      Deletions deletions,
      Chores chores,
      Clock clock) {
    // Zero: for ever. A duration that can't be read deletes nothing.
    this.keep = settings.duration(SETTING, Duration.ZERO);
    this.ledger = ledger;
    this.operations = operations;
    this.deletions = deletions;
    this.chores = chores;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    if (!keep.isZero()) {
      chores.every(FIRST, PAUSE, "Old conversations are deleted an hour later", this::deleteOld);
    }
  }

  /** Returns how many were too old. */
  int deleteOld() {
    Instant limit = clock.instant().minus(keep);
    int deleted = 0;
    List<Conversation> page = page(limit, null);
    while (!page.isEmpty()) {
      page.forEach(old -> deletions.execute(operations.expired(old, limit)));
      deleted += page.size();
      page = page(limit, Position.of(page.get(page.size() - 1)));
    }
    return deleted;
  }

  private List<Conversation> page(Instant limit, Position after) {
    return ledger.list(rows -> Reads.olderThan(rows, limit, after, PAGE)).value();
  }
}
