package ai.karen.store.control;

import ai.karen.timing.control.Background;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What goes on in the stores from the start to the end: watching, replay, copies. */
@ApplicationScoped
public class StoreLife {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration REPLAY = Duration.ofMillis(500);
  private static final Duration RECOVERY = Duration.ofMillis(500);
  private static final Duration REFRESH = Duration.ofMillis(200);
  private static final Duration INBOX = Duration.ofSeconds(2);
  private static final Duration KEEP = Duration.ofSeconds(2);
  private static final Duration CLEAN = Duration.ofMinutes(1);

  private final Database database;
  private final LocalDatabase local;
  private final DatabaseWatch watch;
  private final Recovery recovery;
  private final Replays replays;
  private final CopyRefresh refresh;
  private final MissedNews news;
  private final Housekeeping housekeeping;
  private final Inbox inbox;
  private final ManagedThreadFactory threads;
  private final List<Background> tasks = new ArrayList<>();

  /** For the container's client proxy. */
  protected StoreLife() {
    this(null, null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public StoreLife(
      Database database,
      LocalDatabase local,
      DatabaseWatch watch,
      Recovery recovery,
      Replays replays,
      CopyRefresh refresh,
      MissedNews news,
      Housekeeping housekeeping,
      Inbox inbox,
      ManagedThreadFactory threads) {
    this.database = database;
    this.local = local;
    this.watch = watch;
    this.recovery = recovery;
    this.replays = replays;
    this.refresh = refresh;
    this.news = news;
    this.housekeeping = housekeeping;
    this.inbox = inbox;
    this.threads = threads;
  }

  void start(@Observes Startup event) {
    recovery.unpark();
    recovery.run();
    repeat(RECOVERY, recovery::run);
    if (database.isConfigured()) {
      repeat(LOOK, watch::look);
      repeat(REFRESH, refresh::run);
      repeat(LOOK, news::look);
    }
    repeat(REPLAY, replays.replay()::run);
    repeat(INBOX, inbox::adopt);
    repeat(KEEP, local::keep);
    repeat(CLEAN, housekeeping::run);
  }

  @PreDestroy
  void stop() {
    tasks.forEach(Background::close);
  }

  private void repeat(Duration pause, Runnable step) {
    tasks.add(new Background(threads, pause, step).start());
  }
}
