package ai.karen.store.adapter.journal;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Journal;
import ai.karen.store.control.Reason;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.JournalStatus;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.ParkedEntry;
import ai.karen.timing.control.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * The engine's journal, in {@code journal} in the data folder. Making one never fails: where it
 * can't be opened it refuses, and the data folder says why. Thread-safe.
 */
@ApplicationScoped
public class SegmentJournal implements Journal {
  static final String FOLDER = "journal";
  static final String SIZE = "karen.journal.max-size";
  static final long DEFAULT_SIZE = 1_000_000_000;
  static final long LEAST_SIZE = 1_000_000;

  /** Half of what a lazy entry may be at risk for: the fsync itself takes time too. */
  static final Duration FLUSH_AFTER = Duration.ofMillis(500);

  private static final int IDLE_SECONDS = 30;

  private final Journal journal;
  private final Runnable stop;

  /** For the container's client proxy. */
  protected SegmentJournal() {
    this.journal = null;
    this.stop = null;
  }

  @Inject
  public SegmentJournal(
      DataFolder folder,
      Settings settings,
      Clock clock,
      Timer timer,
      ManagedThreadFactory threads) {
    this(folder, settings, clock, timer, oneThread(threads));
  }

  private SegmentJournal(
      DataFolder folder, Settings settings, Clock clock, Timer timer, ExecutorService flusher) {
    this.journal = open(folder, limit(settings), clock, timer, flusher);
    this.stop =
        () -> {
          close();
          flusher.shutdown();
        };
  }

  /**
   * @param flusher a thread that may wait for the disk
   */
  SegmentJournal(DataFolder folder, Settings settings, Clock clock, Timer timer, Executor flusher) {
    this.journal = open(folder, limit(settings), clock, timer, flusher);
    this.stop = this::close;
  }

  @Override
  public JournalEntry append(Operation operation) {
    return journal.append(operation);
  }

  @Override
  public JournalEntry appendLazily(Operation operation) {
    return journal.appendLazily(operation);
  }

  @Override
  public List<JournalEntry> waiting(long after, int most) {
    return journal.waiting(after, most);
  }

  @Override
  public List<JournalEntry> of(UUID aggregate, long after, int most) {
    return journal.of(aggregate, after, most);
  }

  @Override
  public Set<UUID> blocked() {
    return journal.blocked();
  }

  @Override
  public boolean holds(UUID aggregate) {
    return journal.holds(aggregate);
  }

  @Override
  public boolean holdsAny() {
    return journal.holdsAny();
  }

  @Override
  public void settle(Collection<Long> positions) {
    journal.settle(positions);
  }

  @Override
  public void park(long position, String reason) {
    journal.park(position, reason);
  }

  @Override
  public List<ParkedEntry> parked(long after, int most) {
    return journal.parked(after, most);
  }

  @Override
  public void unpark(long position) {
    journal.unpark(position);
  }

  @Override
  public void shed() {
    journal.shed();
  }

  @Override
  public JournalStatus status() {
    return journal.status();
  }

  @PreDestroy
  void stop() {
    stop.run();
  }

  private void close() {
    if (journal instanceof SegmentLog log) {
      log.close();
    }
  }

  private static long limit(Settings settings) {
    long size = settings.size(SIZE, DEFAULT_SIZE);
    if (size < LEAST_SIZE) {
      settings.report(new SettingProblem(SIZE, size + " bytes", "at least 1 MB"));
      return DEFAULT_SIZE;
    }
    return size;
  }

  private static Journal open(
      DataFolder folder, long limit, Clock clock, Timer timer, Executor flusher) {
    if (folder.fault().isPresent()) {
      return new ClosedJournal(folder.fault().get(), limit);
    }
    try {
      Disk disk = FolderDisk.writable(folder.file(FOLDER));
      FolderAlarm alarm = new FolderAlarm(folder, timer, flusher);
      return alarm.watch(SegmentLog.open(disk, limit, clock, alarm));
    } catch (JournalDamage damage) {
      folder.report(FOLDER + "/" + damage.file(), damage.getMessage());
      return new ClosedJournal(Refusals.damaged(damage.file(), damage.getMessage()), limit);
    } catch (IOException unusable) {
      folder.report(FOLDER, Reason.of(unusable));
      return new ClosedJournal(Refusals.disk(unusable), limit);
    }
  }

  private static ExecutorService oneThread(ManagedThreadFactory threads) {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads,
            new DiscardPolicy());
    one.allowCoreThreadTimeOut(true);
    return one;
  }
}
