package ai.karen.store.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.store.control.JournalRefusal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.ParkedEntry;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How large a journal gets, and how it becomes smaller. */
class SizeTest {
  private static final Clock CLOCK = Clock.fixed(Operations.AT, ZoneOffset.UTC);
  private static final long LIMIT = 8_000;
  private static final long SMALL_LIMIT = 2_400;
  private static final long LARGE_LIMIT = 80_000;
  private static final long FOR_ENTRIES = 7_000;
  private static final int LARGEST = 1_000 - SegmentHeader.LENGTH - Frame.OVERHEAD;

  private SimulatedDisk disk = new SimulatedDisk(new Random(1));
  private SegmentLog log;

  @BeforeEach
  void open() throws IOException {
    open(LIMIT);
  }

  @Test
  void r7TheLargestOperationFitsAndOneByteMoreDoesNot() {
    log.append(Operations.ofSize(1, LARGEST));
    assertThatThrownBy(() -> log.append(Operations.ofSize(1, LARGEST + 1)))
        .isInstanceOf(JournalRefusal.class)
        .hasMessage("An operation of 939 bytes does not fit the journal; 938 would.");
    assertThat(log.status().fault()).isNull();
  }

  @Test
  void r7TheLastByteFitsAndOneMoreDoesNot() {
    fill();
    int rest = (int) (FOR_ENTRIES - log.status().bytes());
    assertThatThrownBy(() -> log.append(Operations.ofSize(1, rest + 1)))
        .isInstanceOf(JournalRefusal.class)
        .hasMessageStartingWith("The journal is full: it may take 8000 bytes");
    assertThat(log.status().fault()).startsWith("The journal is full");
    log.append(Operations.ofSize(1, rest));
    assertThat(log.status().bytes()).isEqualTo(FOR_ENTRIES);
    assertThat(log.status().limit()).isEqualTo(LIMIT);
  }

  @Test
  void r7AFullJournalDropsNothingAndTakesAgainWhatWasSettled() {
    List<JournalEntry> entries = fill();
    assertThat(log.waiting(0, 99)).isEqualTo(entries);
    log.settle(List.of(entries.get(0).position()));
    assertThat(log.status().fault()).isNull();
    assertThatThrownBy(this::appendOne).isInstanceOf(JournalRefusal.class);
    log.settle(entries.subList(1, 4).stream().map(JournalEntry::position).toList());
    appendOne();
  }

  @Test
  void r7ScatteredRoomIsUsedAgain() throws IOException {
    List<JournalEntry> kept = new ArrayList<>(fill());
    List<JournalEntry> settled = new ArrayList<>();
    for (int index = 0; index < kept.size(); index++) {
      settled.add(kept.remove(index));
    }
    log.settle(settled.stream().map(JournalEntry::position).toList());
    for (int number = 0; number < 10; number++) {
      kept.add(appendOne());
      assertThat(log.status().bytes()).isLessThanOrEqualTo(LIMIT);
    }
    assertThat(log.waiting(0, 99)).isEqualTo(kept);
    disk.losePower();
    open();
    assertThat(log.waiting(0, 99)).containsExactlyElementsOf(kept);
  }

  @Test
  void r7r8AParkedEntryHoldsNoOthersSpace() throws IOException {
    JournalEntry parked = appendOne();
    JournalEntry behind = appendOne();
    log.park(parked.position(), "A reason.");
    for (int number = 0; number < 200; number++) {
      JournalEntry other = log.append(Operations.ofSize(2, 200));
      log.settle(List.of(other.position()));
    }
    assertThat(log.status().bytes()).isLessThanOrEqualTo(LIMIT);
    disk.losePower();
    open();
    assertThat(log.parked(0, 9_999)).containsExactly(new ParkedEntry(parked, "A reason."));
    log.unpark(parked.position());
    assertThat(log.waiting(0, 9)).startsWith(parked, behind);
  }

  /** Whatever call to the disk is the last one, and with one more start in between. */
  @Test
  void r8AnEntryStaysParkedWhereverItsMoveIsCutOff() throws IOException {
    for (int calls = 0; calls < 60; calls++) {
      disk = new SimulatedDisk(new Random(1));
      open();
      JournalEntry parked = appendOne();
      log.park(parked.position(), "A reason.");
      while (log.status().bytes() < FOR_ENTRIES - 400) {
        settleOne();
      }
      disk.stopAfter = calls;
      while (!disk.stopped()) {
        settleOne();
      }
      for (int start = 0; start < 2; start++) {
        disk.restart();
        open();
        assertThat(log.parked(0, 9_999))
            .as("Stopped after %d calls, start %d", calls, start)
            .containsExactly(new ParkedEntry(parked, "A reason."));
      }
    }
  }

  /** Started on a full disk, where entries that may not last stand in memory, and then no power. */
  @Test
  void r8NothingIsDeletedBeforeItsEntriesLastElsewhere() throws IOException {
    for (int calls = 0; calls < 60; calls++) {
      disk = new SimulatedDisk(new Random(calls));
      open();
      JournalEntry moved = appendOne();
      JournalEntry settled = log.append(Operations.ofSize(3, 200));
      log.park(moved.position(), "A reason.");
      while (log.status().bytes() < FOR_ENTRIES - 400) {
        settleOne();
      }
      disk.stopAfter = calls;
      while (!disk.stopped()) {
        settleOne();
      }
      disk.restart();
      disk.room = 0;
      open();
      log.settle(List.of(settled.position()));
      disk.losePower();
      disk.room = Long.MAX_VALUE;
      open();
      assertThat(log.parked(0, 9_999))
          .as("Stopped after %d calls", calls)
          .containsExactly(new ParkedEntry(moved, "A reason."));
    }
  }

  /** Whatever call to the disk is the last one, after a kill and after a loss of power. */
  @Test
  void r8AnEntryStaysParkedWhereverWhatIsDoneIsLetGo() throws IOException {
    int whole = 0;
    for (int calls = 0; calls < 80; calls++) {
      disk = new SimulatedDisk(new Random(calls));
      open(LARGE_LIMIT);
      JournalEntry done = log.append(Operations.ofSize(3, 200));
      JournalEntry parked = log.append(Operations.ofSize(1, 200));
      log.park(parked.position(), "A reason.");
      log.settle(List.of(done.position()));
      disk.stopAfter = calls / 2;
      log.shed();
      whole += disk.stopped() ? 0 : 1;
      for (int start = 0; start < 2; start++) {
        end(calls % 2 == 0);
        open(LARGE_LIMIT);
        assertThat(log.parked(0, 9_999))
            .as("Stopped after %d calls, start %d", calls / 2, start)
            .containsExactly(new ParkedEntry(parked, "A reason."));
        log.shed();
        assertThat(log.waiting(0, 9)).doesNotContain(parked);
      }
    }
    assertThat(whole).as("some ends were behind the last call").isBetween(1, 70);
  }

  @Test
  void r7WhatIsDoneIsLetGoOfOnceAndNotAgain() throws IOException {
    disk = new SimulatedDisk(new Random(1));
    open(LARGE_LIMIT);
    JournalEntry parked = log.append(Operations.ofSize(1, 200));
    log.park(parked.position(), "A reason.");
    settleOne();
    long before = log.status().bytes();
    log.shed();
    assertThat(log.status().bytes()).isLessThan(before - 200);
    List<String> names = disk.list();
    assertThat(names).hasSize(1);
    for (int turn = 0; turn < 3; turn++) {
      log.shed();
      assertThat(disk.list()).isEqualTo(names);
    }
  }

  @Test
  void r7WhatIsWantedIsNotMovedForLittle() throws IOException {
    log.append(Operations.ofSize(1, 200));
    settleOne();
    List<String> names = disk.list();
    log.shed();
    assertThat(disk.list()).isEqualTo(names);
  }

  /** In the smallest segments, headers and records that entries are parked take an eighth. */
  @Test
  @Timeout(60)
  void r7WhatIsWrittenAgainWithWhatIsMovedIsNotWorthMoving() throws IOException {
    for (int size = 120; size < 240; size += 10) {
      for (int reason = 0; reason < 100; reason += 20) {
        disk = new SimulatedDisk(new Random(1));
        log = SegmentLog.open(disk, SMALL_LIMIT, CLOCK, new TestingAlarm());
        assertThat(parkUntilFull(size, "r".repeat(reason))).isPositive();
        assertThat(log.status().bytes()).isLessThanOrEqualTo(SMALL_LIMIT);
      }
    }
  }

  private void open(long limit) throws IOException {
    log = SegmentLog.open(disk, limit, CLOCK, new TestingAlarm());
  }

  private void end(boolean kill) {
    if (kill) {
      disk.restart();
    } else {
      disk.losePower();
    }
  }

  private int parkUntilFull(int size, String reason) {
    for (int number = 1; ; number++) {
      try {
        log.park(log.append(Operations.ofSize(number, size)).position(), reason);
      } catch (JournalRefusal full) {
        return number;
      }
    }
  }

  private void settleOne() {
    try {
      log.settle(List.of(log.append(Operations.ofSize(2, 200)).position()));
    } catch (JournalRefusal stopped) {
      assertThat(disk.stopsHere()).isTrue();
    }
  }

  private List<JournalEntry> fill() {
    List<JournalEntry> entries = new ArrayList<>();
    while (true) {
      try {
        entries.add(appendOne());
      } catch (JournalRefusal full) {
        return entries;
      }
    }
  }

  private JournalEntry appendOne() {
    return log.append(Operations.ofSize(1, 200));
  }
}
