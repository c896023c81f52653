package ai.karen.store.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.JournalRefusal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** One random life of a journal on a bad disk, the same for the same seed but for threads. */
final class History {
  private static final Clock CLOCK = Clock.fixed(Operations.AT, ZoneOffset.UTC);
  private static final int AGGREGATES = 4;
  private static final long[] LIMITS = {2_400, 4_000, 10_000, 100_000};

  private final Random random;
  private final SimulatedDisk disk;
  private final Expectation expectation = new Expectation();
  private final long limit;
  private final TestingAlarm alarm = new TestingAlarm();
  private SegmentLog log;
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private boolean faulty;

  History(long seed) {
    this.random = new Random(seed);
    this.disk = new SimulatedDisk(random);
    this.limit = LIMITS[random.nextInt(LIMITS.length)];
  }

  void run() throws Exception {
    int lives = 2 + random.nextInt(4);
    for (int life = 0; life < lives; life++) {
      begin();
      disk.stopAfter = random.nextBoolean() ? random.nextInt(80) : -1;
      int steps = 3 + random.nextInt(25);
      for (int step = 0; step < steps && !disk.stopped(); step++) {
        step();
        look();
      }
      end();
    }
    disk.failing = 0;
    disk.room = Long.MAX_VALUE;
    begin();
  }

  private void begin() throws IOException {
    try {
      open(random.nextInt(4) == 0);
    } catch (JournalDamage damage) {
      throw damage;
    } catch (IOException failing) {
      disk.restart();
      disk.failing = 0;
      open(false);
    }
  }

  private void open(boolean stops) throws IOException {
    Recovery found = Recovery.of(disk);
    List<JournalEntry> entries = new ArrayList<>();
    for (Slot slot : found.index().all()) {
      entries.add(slot.spot().entry());
    }
    if (stops) {
      disk.stopAfter = random.nextInt(8);
    }
    log = SegmentLog.open(disk, limit, CLOCK, alarm);
    disk.stopAfter = -1;
    if (disk.stopped()) {
      throw new IOException("ended while it was opened");
    }
    expectation.found(entries, found.index().parked().keySet(), log.writable());
    look();
  }

  private void step() throws InterruptedException {
    int choice = random.nextInt(100);
    if (choice < 40) {
      append(true);
    } else if (choice < 50) {
      burst();
    } else if (choice < 65) {
      append(false);
    } else if (choice < 82) {
      settle();
    } else if (choice < 90) {
      park();
    } else if (choice < 92) {
      log.flush();
    } else if (choice < 94) {
      log.shed();
    } else {
      disturb();
    }
  }

  private void append(boolean promised) {
    Operation operation =
        Operations.of(1 + random.nextInt(AGGREGATES), "x".repeat(random.nextInt(60)));
    List<UUID> before = expectation.lazy();
    try {
      JournalEntry entry = promised ? log.append(operation) : log.appendLazily(operation);
      expectation.accepted(entry, promised ? Fate.ACKNOWLEDGED : Fate.LAZY);
      if (promised) {
        expectation.last(before);
      }
    } catch (JournalRefusal refusal) {
      boolean sure = !disk.stopped() && log.writable();
      expectation.refused(operation, sure ? Fate.REFUSED : Fate.UNKNOWN);
    }
  }

  /** Others come while an fsync runs: they must share the next. */
  private void burst() throws InterruptedException {
    List<Thread> others = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    List<Boolean> kinds = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      kinds.add(random.nextInt(4) > 0);
    }
    disk.during =
        () -> {
          disk.during = () -> {};
          kinds.forEach(promised -> others.add(startAppend(promised)));
        };
    append(true);
    disk.during = () -> {};
    for (Thread other : others) {
      other.join();
    }
    assertThat(failures).isEmpty();
  }

  private Thread startAppend(boolean promised) {
    Thread thread = new Thread(() -> append(promised));
    thread.setUncaughtExceptionHandler((which, failure) -> failures.add(failure));
    thread.start();
    while (thread.getState() == Thread.State.RUNNABLE
        || thread.getState() == Thread.State.BLOCKED) {
      Thread.yield();
    }
    return thread;
  }

  private void settle() {
    List<Long> positions = expectation.positions();
    positions.removeIf(position -> random.nextInt(3) > 0);
    log.settle(positions);
    if (!disk.stopped() || !positions.isEmpty()) {
      expectation.settled(positions);
    }
  }

  private void park() {
    List<Long> positions = expectation.positions();
    if (!positions.isEmpty()) {
      long position = positions.get(random.nextInt(positions.size()));
      boolean parks = random.nextInt(3) > 0;
      long before = log.status().bytes();
      if (parks) {
        log.park(position, "It can't be applied.");
      } else {
        log.unpark(position);
      }
      // Where even the room for such records is used up, it holds until the process ends.
      boolean written = !disk.stopped() && log.status().bytes() > before;
      expectation.parked(position, parks, !faulty && written);
    }
  }

  private void disturb() {
    faulty = true;
    disk.failing = new double[] {0, 0, 0.05, 0.2, 0.6}[random.nextInt(5)];
    disk.room = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(600);
  }

  /** What can be seen is what was accepted, in order, and the size is bounded. */
  private void look() {
    if (disk.stopped()) {
      return;
    }
    if (log.writable()) {
      expectation.refusalsAreForGood();
    }
    List<JournalEntry> seen = log.waiting(0, Integer.MAX_VALUE);
    if (disk.stopped()) {
      return;
    }
    expectation.seen(seen);
    assertThat(log.status().bytes()).isLessThanOrEqualTo(limit);
    if (!disk.stopped()) {
      assertThat(alarm.damages).isEmpty();
    }
  }

  private void end() {
    alarm.damages.clear();
    int manner = random.nextInt(4);
    if (manner == 0 && !disk.stopped()) {
      log.close();
    }
    if (manner < 2) {
      disk.restart();
      expectation.processEnded(faulty);
    } else {
      disk.losePower();
      expectation.powerLost();
    }
    faulty = disk.failing > 0 || disk.room != Long.MAX_VALUE;
  }
}
