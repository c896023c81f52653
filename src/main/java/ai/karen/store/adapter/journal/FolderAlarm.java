package ai.karen.store.adapter.journal;

import ai.karen.store.control.DataFolder;
import ai.karen.timing.control.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/** Has the journal flushed in time, and tells the data folder of damage. Thread-safe. */
final class FolderAlarm implements Alarm {
  private final DataFolder folder;
  private final Timer timer;
  private final Executor flusher;
  private final AtomicReference<SegmentLog> log = new AtomicReference<>();

  FolderAlarm(DataFolder folder, Timer timer, Executor flusher) {
    this.folder = folder;
    this.timer = timer;
    this.flusher = flusher;
  }

  /** The log that it is for. */
  SegmentLog watch(SegmentLog opened) {
    log.set(opened);
    return opened;
  }

  @Override
  public void flushSoon() {
    timer.schedule(SegmentJournal.FLUSH_AFTER, () -> flusher.execute(this::flush));
  }

  @Override
  public void damaged(String file, String reason) {
    folder.report(SegmentJournal.FOLDER + "/" + file, reason);
  }

  private void flush() {
    SegmentLog opened = log.get();
    if (opened != null) {
      opened.flush();
    }
  }
}
