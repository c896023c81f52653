package ai.karen.store.adapter.journal;

import ai.karen.store.entity.JournalEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * What waits in a journal that no engine uses, parked ones among it; each is read from the disk
 * when its turn comes. For one thread; reading throws {@link UncheckedIOException}.
 */
final class WaitingEntries implements Iterable<JournalEntry>, Closeable {
  private final Recovery found;

  private WaitingEntries(Recovery found) {
    this.found = found;
  }

  /**
   * @throws JournalDamage the journal is damaged
   */
  static WaitingEntries in(Path journal) throws IOException {
    return new WaitingEntries(Recovery.of(FolderDisk.readable(journal)));
  }

  @Override
  public Iterator<JournalEntry> iterator() {
    return found.index().all().stream().map(WaitingEntries::read).iterator();
  }

  String summary() {
    Index index = found.index();
    String whole =
        String.format(
            "The journal is whole: %d operations wait, %d are parked.",
            index.depth(), index.parked().size());
    return found.tornEnd().map(torn -> whole + " " + torn).orElse(whole);
  }

  @Override
  public void close() {
    found.close();
  }

  private static JournalEntry read(Slot slot) {
    try {
      return slot.spot().entry();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
