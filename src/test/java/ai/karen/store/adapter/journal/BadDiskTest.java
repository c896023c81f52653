package ai.karen.store.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.store.control.JournalRefusal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single failures of a disk, each at the call that it is about. */
class BadDiskTest {
  private static final Clock CLOCK = Clock.fixed(Operations.AT, ZoneOffset.UTC);
  private static final String FIRST = Segment.name(1);

  private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
  private SegmentLog log;

  @BeforeEach
  void open() throws IOException {
    log = SegmentLog.open(disk, 1_000_000, CLOCK, new TestingAlarm());
  }

  @Test
  void r4AFailedFsyncRefusesWhatWaitsAndKeepsWhatWasAcknowledged() throws IOException {
    JournalEntry kept = log.append(Operations.of(1, "{}"));
    JournalEntry lazy = log.appendLazily(Operations.of(1, "{}"));
    disk.failOnce();
    assertThatThrownBy(() -> log.append(Operations.of(1, "{}")))
        .isInstanceOf(JournalRefusal.class)
        .hasMessage("The journal can't be written: Input/output error.");
    assertThat(log.waiting(0, 9)).containsExactly(kept, lazy);
    JournalEntry next = log.append(Operations.of(1, "{}"));
    disk.losePower();
    open();
    assertThat(log.waiting(0, 9)).containsExactly(kept, lazy, next);
  }

  @Test
  void r4AFailedFsyncIsNeverTriedAgain() {
    log.append(Operations.of(1, "{}"));
    disk.failOnce();
    assertThatThrownBy(() -> log.append(Operations.of(1, "{}"))).isInstanceOf(JournalRefusal.class);
    int forces = disk.file(FIRST).forces();
    log.append(Operations.of(1, "{}"));
    log.flush();
    log.close();
    assertThat(disk.file(FIRST).forces()).isEqualTo(forces);
  }

  @Test
  void r4WhatWasRefusedDoesNotComeBackAfterAKill() throws IOException {
    log.append(Operations.of(1, "{}"));
    disk.failOnce();
    assertThatThrownBy(() -> log.append(Operations.of(2, "{}"))).isInstanceOf(JournalRefusal.class);
    disk.restart();
    open();
    assertThat(log.holds(Operations.aggregate(1))).isTrue();
  }

  @Test
  void r1WhoeverComesWhileAnFsyncRunsSharesTheNext() throws InterruptedException {
    int before = disk.file(FIRST).forces();
    List<Thread> others = new ArrayList<>();
    disk.during =
        () -> {
          disk.during = () -> {};
          for (int number = 0; number < 5; number++) {
            others.add(blocked(() -> log.append(Operations.of(2, "{}"))));
          }
        };
    log.append(Operations.of(1, "{}"));
    for (Thread other : others) {
      other.join();
    }
    assertThat(disk.file(FIRST).forces() - before).isEqualTo(2);
    assertThat(log.waiting(0, 9)).hasSize(6);
  }

  @Test
  void r2AnEntryIsNotSeenBeforeItLasts() {
    List<JournalEntry> seen = new ArrayList<>();
    disk.during = () -> seen.addAll(log.waiting(0, 9));
    log.append(Operations.of(1, "{}"));
    assertThat(seen).isEmpty();
  }

  @Test
  void r3ALazyEntryIsNotSeenBeforeAnEarlierOne() throws InterruptedException {
    List<JournalEntry> seen = new ArrayList<>();
    disk.during =
        () -> {
          disk.during = () -> {};
          log.appendLazily(Operations.of(1, "{}"));
          seen.addAll(log.waiting(0, 9));
        };
    JournalEntry first = log.append(Operations.of(1, "{}"));
    assertThat(seen).isEmpty();
    assertThat(log.waiting(0, 9)).hasSize(2).first().isEqualTo(first);
  }

  @Test
  void r5AFullDiskRefusesAndRecoversByItself() throws IOException {
    JournalEntry kept = log.append(Operations.of(1, "{}"));
    disk.room = 20;
    assertThatThrownBy(() -> log.append(Operations.of(1, "{}")))
        .isInstanceOf(JournalRefusal.class)
        .hasMessage("The journal can't be written: No space left on device.");
    assertThat(log.status().fault()).contains("No space left on device");
    disk.room = Long.MAX_VALUE;
    JournalEntry next = log.append(Operations.of(1, "{}"));
    assertThat(log.status().fault()).isNull();
    disk.losePower();
    open();
    assertThat(log.waiting(0, 9)).containsExactly(kept, next);
  }

  @Test
  void r5StartingOnAFullDiskRefusesAndRecoversByItself() throws IOException {
    JournalEntry kept = log.append(Operations.of(1, "{}"));
    disk.restart();
    disk.room = 0;
    open();
    assertThat(log.waiting(0, 9)).containsExactly(kept);
    assertThat(log.status().fault()).contains("No space left on device");
    assertThatThrownBy(() -> log.append(Operations.of(1, "{}"))).isInstanceOf(JournalRefusal.class);
    disk.room = Long.MAX_VALUE;
    log.append(Operations.of(1, "{}"));
  }

  @Test
  void r6ATornEndIsCutOff() throws IOException {
    JournalEntry kept = log.append(Operations.of(1, "{}"));
    Operation torn = log.append(Operations.of(1, "{}")).operation();
    disk.file(FIRST).damage((int) disk.file(FIRST).size() - 3);
    disk.restart();
    assertThat(Recovery.of(disk).tornEnd())
        .hasValueSatisfying(end -> assertThat(end).contains(FIRST));
    open();
    assertThat(log.waiting(0, 9)).containsExactly(kept);
    log.append(Operations.of(1, "{}"));
    disk.losePower();
    assertThat(Recovery.of(disk).tornEnd()).as("a new segment made it void").isEmpty();
    open();
    assertThat(log.waiting(0, 9)).hasSize(2);
    assertThat(log.waiting(0, 9)).extracting(JournalEntry::operation).doesNotContain(torn);
  }

  @Test
  void r6DamageBeforeTheEndNamesTheFileAndChangesNothing() throws IOException {
    log.append(Operations.of(1, "{}"));
    log.append(Operations.of(1, "{}"));
    assertUnusable(SegmentHeader.LENGTH + 20, "the record at byte 48 is damaged");
  }

  @Test
  void r6DamageOfTheLastRecordIsNoticedAfterAnOrderlyStop() throws IOException {
    log.append(Operations.of(1, "{}"));
    int second = (int) disk.file(FIRST).size();
    log.append(Operations.of(1, "{}"));
    log.close();
    assertUnusable(second + 20, "the record at byte " + second + " is damaged");
  }

  @Test
  void r6ADamagedBeginningIsNoticed() throws IOException {
    log.append(Operations.of(1, "{}"));
    assertUnusable(20, "its beginning is damaged");
  }

  @Test
  void r6AnUnknownFormatIsNoticed() throws IOException {
    log.append(Operations.of(1, "{}"));
    assertUnusable(11, "its format 17 is not known to this engine");
  }

  @Test
  void r6DamageInAnEarlierSegmentIsNoticed() throws IOException {
    log = SegmentLog.open(new SimulatedDisk(new Random(2)), 8_000, CLOCK, new TestingAlarm());
    disk.restart();
    log = SegmentLog.open(disk, 8_000, CLOCK, new TestingAlarm());
    for (int number = 0; number < 8; number++) {
      log.append(Operations.ofSize(1, 200));
    }
    String name = disk.list().get(0);
    int last = (int) disk.file(name).size() - 1;
    disk.file(name).damage(last);
    assertThatThrownBy(() -> Recovery.of(disk))
        .isInstanceOf(JournalDamage.class)
        .hasMessageMatching("the record at byte \\d+ is damaged");
  }

  @Test
  void r6AMissingSegmentIsNoticed() throws IOException {
    log = SegmentLog.open(disk, 8_000, CLOCK, new TestingAlarm());
    for (int number = 0; number < 12; number++) {
      log.append(Operations.ofSize(1, 200));
    }
    disk.delete(disk.list().get(1));
    assertThatThrownBy(() -> Recovery.of(disk))
        .isInstanceOf(JournalDamage.class)
        .hasMessage("it is missing");
  }

  private void assertUnusable(int offset, String reason) throws IOException {
    disk.file(FIRST).damage(offset);
    byte[] before = disk.file(FIRST).read(0, (int) disk.file(FIRST).size());
    disk.restart();
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            JournalDamage.class, damage -> assertThat(damage.file()).isEqualTo(FIRST))
        .hasMessage(reason);
    assertThat(disk.list()).containsExactly(FIRST);
    assertThat(disk.file(FIRST).read(0, before.length)).isEqualTo(before);
    assertThat(disk.file(FIRST).size()).isEqualTo(before.length);
  }

  private static Thread blocked(Runnable work) {
    Thread thread = new Thread(work, UUID.randomUUID().toString());
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.yield();
    }
    return thread;
  }
}
