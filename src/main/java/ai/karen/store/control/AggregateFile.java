package ai.karen.store.control;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A set of aggregates in a small file, whose places are used again. It has room from the start, so
 * that a full disk does not matter. Survives the process and not the machine. Thread-safe.
 */
final class AggregateFile {
  static final int PLACE = 2 * Long.BYTES;

  /** Aggregates at a time for which the disk need have no more room: more than there are copies. */
  static final int ROOM = 16_384;

  private static final Logger LOG = System.getLogger(AggregateFile.class.getName());
  private static final UUID NOBODY = new UUID(0, 0);

  private final RandomAccessFile file;
  private final Map<UUID, Integer> places = new HashMap<>();
  private final BitSet taken = new BitSet();

  /** One in memory. */
  AggregateFile() {
    this.file = null;
  }

  private AggregateFile(RandomAccessFile file) throws IOException {
    this.file = file;
    tryToMakeRoom();
    byte[] content = new byte[Math.toIntExact(file.length() / PLACE * PLACE)];
    file.seek(0);
    file.readFully(content);
    read(ByteBuffer.wrap(content));
  }

  /** One in memory where the folder can't have it. */
  static AggregateFile open(DataFolder folder, String name) {
    if (folder.fault().isEmpty()) {
      try {
        return new AggregateFile(new RandomAccessFile(folder.file(name).toFile(), "rw"));
      } catch (IOException unusable) {
        folder.report(name, Reason.of(unusable));
      }
    }
    return new AggregateFile();
  }

  synchronized List<UUID> all() {
    return List.copyOf(places.keySet());
  }

  /**
   * @return whether it was not in it
   */
  synchronized boolean add(UUID aggregate) {
    boolean isNew = !places.containsKey(aggregate);
    if (isNew) {
      int place = taken.nextClearBit(0);
      take(place, aggregate);
      write(place, aggregate);
    }
    return isNew;
  }

  synchronized void remove(UUID aggregate) {
    Integer place = places.remove(aggregate);
    if (place != null) {
      taken.clear(place);
      write(place, NOBODY);
    }
  }

  synchronized void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException unusable) {
      LOG.log(Level.DEBUG, "A file of aggregates was lost", unusable);
    }
  }

  private void tryToMakeRoom() {
    try {
      long missing = (long) ROOM * PLACE - file.length();
      if (missing > 0) {
        file.seek(file.length());
        file.write(new byte[Math.toIntExact(missing)]);
      }
    } catch (IOException full) {
      LOG.log(Level.WARNING, "There is no room on the disk of the data folder", full);
    }
  }

  private void read(ByteBuffer content) {
    for (int place = 0; content.remaining() >= PLACE; place++) {
      UUID aggregate = new UUID(content.getLong(), content.getLong());
      if (!aggregate.equals(NOBODY)) {
        take(place, aggregate);
      }
    }
  }

  private void take(int place, UUID aggregate) {
    places.put(aggregate, place);
    taken.set(place);
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
      LOG.log(Level.DEBUG, "An aggregate could not be written down", full);
    }
  }
}
