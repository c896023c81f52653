package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that keeps only what was forced: on a loss of power, everything else is dropped, torn and
 * reordered by chance, names as well as content. Its fsyncs fail now and then, after which what
 * they were to write may be lost although it is still shown; it may be full; and it can stop in the
 * midst of any call. Thread-safe.
 */
final class SimulatedDisk implements Disk {
  private final Random random;
  private final Map<String, SimulatedFile> names = new TreeMap<>();
  private final Map<String, SimulatedFile> lastingNames = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();

  /** How often, from 0 to 1, a call fails. */
  double failing;

  /** Bytes that can still be written. */
  long room = Long.MAX_VALUE;

  /** Calls until it stops in the midst of one; negative for never. */
  long stopAfter = -1;

  /** Runs while an fsync runs. */
  Runnable during = () -> {};

  private boolean stopped;
  private boolean failsNext;

  SimulatedDisk(Random random) {
    this.random = random;
  }

  @Override
  public synchronized List<String> list() throws IOException {
    call();
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    call();
    fail();
    if (names.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    SimulatedFile file = new SimulatedFile(this, random);
    names.put(name, file);
    changes.add(new Change(name, file));
    return file;
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    call();
    if (!names.containsKey(name)) {
      throw new NoSuchFileException(name);
    }
    return names.get(name);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    call();
    fail();
    SimulatedFile file = names.remove(name);
    if (file != null) {
      room = room == Long.MAX_VALUE ? room : room + file.size();
      changes.add(new Change(name, null));
    }
  }

  @Override
  public synchronized void force() throws IOException {
    call();
    if (chance()) {
      for (Change change : changes) {
        if (random.nextBoolean()) {
          change.apply(lastingNames);
        }
      }
      throw new IOException("Input/output error");
    }
    changes.forEach(change -> change.apply(lastingNames));
    changes.clear();
  }

  /** The next fsync of a file fails. */
  synchronized void failOnce() {
    failsNext = true;
  }

  boolean forceFails() {
    boolean fails = failsNext || chance();
    failsNext = false;
    return fails;
  }

  /** The process ended; the operating system keeps everything. */
  synchronized void restart() {
    stopped = false;
    stopAfter = -1;
  }

  /** The power was lost. */
  synchronized void losePower() {
    for (Change change : changes) {
      if (random.nextBoolean()) {
        change.apply(lastingNames);
      }
    }
    changes.clear();
    names.clear();
    names.putAll(lastingNames);
    names.values().forEach(SimulatedFile::losePower);
    restart();
  }

  synchronized boolean stopped() {
    return stopped;
  }

  /** The content of a file, to be damaged. */
  synchronized SimulatedFile file(String name) {
    return names.get(name);
  }

  /** Every call begins with this. */
  void call() throws IOException {
    if (stopAfter == 0) {
      stopped = true;
    }
    if (stopped) {
      throw new IOException("The process ended");
    }
    if (stopAfter > 0) {
      stopAfter--;
    }
  }

  /** Whether this is the call in whose midst it stops. */
  boolean stopsHere() {
    return stopAfter == 0;
  }

  boolean chance() {
    return failing > 0 && random.nextDouble() < failing;
  }

  void fail() throws IOException {
    if (chance()) {
      throw new IOException("Input/output error");
    }
  }

  private record Change(String name, SimulatedFile file) {
    void apply(Map<String, SimulatedFile> names) {
      if (file == null) {
        names.remove(name);
      } else {
        names.put(name, file);
      }
    }
  }
}
