package ai.karen.store.control;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Aggregates whose copy may lack what the shared database has. They are written down before the
 * database is asked, or before the journal lets go of what a copy lacks, and taken off when the
 * copy has followed, so that after a kill in between nobody builds on a copy that misses something.
 * In the data folder, for the operating system to keep: it is of no use after a loss of power.
 * Thread-safe; an aggregate's operations come one at a time.
 */
@ApplicationScoped
public class CopiesInDoubt {
  private static final Logger LOG = System.getLogger(CopiesInDoubt.class.getName());
  private static final String FILE = "copies-in-doubt";
  private static final int PLACE = 2 * Long.BYTES;
  private static final UUID NOBODY = new UUID(0, 0);

  private final RandomAccessFile file;
  private final Map<UUID, Integer> places = new HashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private int end;

  /** For the container's client proxy. */
  protected CopiesInDoubt() {
    this.file = null;
  }

  @Inject
  public CopiesInDoubt(DataFolder folder) {
    this.file = folder.fault().isPresent() ? null : opened(folder);
  }

  /** Those of now, and of the start before. */
  synchronized List<UUID> all() {
    return List.copyOf(places.keySet());
  }

  /** The database is asked to change it. */
  public synchronized void begin(UUID aggregate) {
    if (!places.containsKey(aggregate)) {
      int place = free.isEmpty() ? end++ : free.pop();
      places.put(aggregate, place);
      write(place, aggregate);
    }
  }

  /** Its copy lacks nothing, or is not held. */
  synchronized void settle(UUID aggregate) {
    Integer place = places.remove(aggregate);
    if (place != null) {
      free.push(place);
      write(place, NOBODY);
    }
  }

  @PreDestroy
  synchronized void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException unusable) {
      LOG.log(Level.DEBUG, "The file of copies in doubt was lost", unusable);
    }
  }

  private RandomAccessFile opened(DataFolder folder) {
    try {
      RandomAccessFile opened = new RandomAccessFile(folder.file(FILE).toFile(), "rw");
      byte[] content = new byte[Math.toIntExact(opened.length() / PLACE * PLACE)];
      opened.readFully(content);
      read(ByteBuffer.wrap(content));
      return opened;
    } catch (IOException unusable) {
      folder.report(FILE, Reason.of(unusable));
      return null;
    }
  }

  private void read(ByteBuffer content) {
    for (end = 0; content.hasRemaining(); end++) {
      UUID aggregate = new UUID(content.getLong(), content.getLong());
      if (aggregate.equals(NOBODY)) {
        free.add(end);
      } else {
        places.put(aggregate, end);
      }
    }
  }

  private void write(int place, UUID aggregate) {
    if (file == null) {
      return;
    }
    byte[] content = new byte[PLACE];
    ByteBuffer.wrap(content)
        .putLong(aggregate.getMostSignificantBits())
        .putLong(aggregate.getLeastSignificantBits());
    try {
      file.seek((long) place * PLACE);
      file.write(content);
    } catch (IOException full) {
      LOG.log(Level.DEBUG, "A copy in doubt could not be written down", full);
    }
  }
}
