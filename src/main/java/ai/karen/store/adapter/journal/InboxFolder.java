package ai.karen.store.adapter.journal;

import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Inbox;
import ai.karen.store.control.Journal;
import ai.karen.store.control.JournalRefusal;
import ai.karen.store.entity.JournalEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The folder {@code journal-inbox} in the data folder. Thread-safe. */
@ApplicationScoped
public class InboxFolder implements Inbox {
  private static final Logger LOG = System.getLogger(InboxFolder.class.getName());

  private final DataFolder folder;
  private final Journal journal;

  // How many entries of a file are in the journal already: it may have been full in between.
  private final Map<String, Integer> progress = new HashMap<>();
  private final Set<String> unusable = new HashSet<>();

  /** For the container's client proxy. */
  protected InboxFolder() {
    this(null, null);
  }

  @Inject
  public InboxFolder(DataFolder folder, Journal journal) {
    this.folder = folder;
    this.journal = journal;
  }

  @Override
  public synchronized int adopt() {
    Path inbox = folder.file(HandOver.FOLDER);
    if (!Files.isDirectory(inbox)) {
      return 0;
    }
    try {
      return adoptAll(FolderDisk.writable(inbox));
    } catch (IOException later) {
      LOG.log(Level.WARNING, "The journal''s inbox {0} can''t be read now: {1}", inbox, later);
      return 0;
    } catch (JournalRefusal later) {
      LOG.log(Level.WARNING, "What lies in the journal''s inbox waits: {0}", later.getMessage());
      return 0;
    }
  }

  private int adoptAll(Disk inbox) throws IOException {
    int count = 0;
    for (String name : inbox.list().stream().filter(HandOver::is).sorted().toList()) {
      count += unusable.contains(name) ? 0 : adopt(inbox, name);
    }
    return count;
  }

  private int adopt(Disk inbox, String name) throws IOException {
    try {
      List<JournalEntry> entries = HandOver.read(inbox, name);
      if (!entries.isEmpty()) {
        append(name, entries);
        inbox.delete(name);
        inbox.force();
        progress.remove(name);
        LOG.log(Level.INFO, "{0} operations of another journal were adopted", entries.size());
      }
      return entries.size();
    } catch (JournalDamage damage) {
      unusable.add(name);
      LOG.log(
          Level.ERROR,
          "The file {0} can''t be used: {1}.",
          folder.file(HandOver.FOLDER).resolve(name),
          damage.getMessage());
      return 0;
    }
  }

  /** The last one is appended for good, and carries the others along. */
  private void append(String name, List<JournalEntry> entries) {
    int last = entries.size() - 1;
    for (int index = progress.getOrDefault(name, 0); index <= last; index++) {
      if (index < last) {
        journal.appendLazily(entries.get(index).operation());
        progress.put(name, index + 1);
      } else {
        journal.append(entries.get(index).operation());
      }
    }
  }
}
