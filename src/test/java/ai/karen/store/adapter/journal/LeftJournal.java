package ai.karen.store.adapter.journal;

import ai.karen.store.entity.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** A journal that an engine left, of this version or of another. */
public final class LeftJournal {
  private static final long SIZE = 1_000_000;

  private LeftJournal() {}

  /**
   * Writes what waits in it.
   *
   * @param folder the data folder of that engine
   */
  public static void in(Path folder, Operation... waiting) {
    try (SegmentLog log =
        SegmentLog.open(
            FolderDisk.writable(folder.resolve("journal")),
            SIZE,
            Clock.systemUTC(),
            new TestingAlarm())) {
      for (Operation operation : waiting) {
        log.append(operation);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
