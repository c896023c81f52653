package ai.karen.store.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.JournalRefusal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.timing.control.TestingTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentJournalTest {
  private static final Clock CLOCK = Clock.fixed(Operations.AT, ZoneOffset.UTC);

  @TempDir Path temporary;
  private final TestingTimer timer = new TestingTimer();
  private final AtomicInteger flushes = new AtomicInteger();
  private DataFolder folder;

  @AfterEach
  void release() {
    folder.release();
  }

  @Test
  void r1EntriesComeBackAfterARestart() {
    SegmentJournal journal = open();
    JournalEntry entry = journal.append(Operations.of(1, "{}"));
    journal.stop();
    assertThatThrownBy(() -> journal.append(Operations.of(1, "{}")))
        .isInstanceOf(JournalRefusal.class)
        .hasMessage("The journal is closed: the engine stops.");
    folder.release();
    assertThat(open().waiting(0, 9)).containsExactly(entry);
  }

  @Test
  void r1LazyEntriesAreFlushedWithinASecond() {
    SegmentJournal journal = open();
    journal.appendLazily(Operations.of(1, "{}"));
    journal.appendLazily(Operations.of(1, "{}"));
    timer.advance(Duration.ofMillis(499));
    assertThat(flushes).hasValue(0);
    timer.advance(Duration.ofMillis(1));
    assertThat(flushes).hasValue(1);
  }

  @Test
  void r6DamageKeepsTheEngineUnreadyAndNamesTheFile() throws IOException {
    SegmentJournal journal = open();
    journal.append(Operations.of(1, "{}"));
    journal.append(Operations.of(1, "{}"));
    journal.stop();
    folder.release();
    Path file = temporary.resolve("journal").resolve(Segment.name(1));
    byte[] content = Files.readAllBytes(file);
    content[SegmentHeader.LENGTH + 20] ^= 1;
    Files.write(file, content);
    SegmentJournal damaged = open();
    assertThat(folder.fault())
        .hasValue("The file " + file + " can't be used: the record at byte 48 is damaged.");
    assertThat(damaged.status().fault()).contains(Segment.name(1));
    assertThatThrownBy(() -> damaged.append(Operations.of(1, "{}")))
        .isInstanceOf(JournalRefusal.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void r6ADataFolderThatIsTakenRefusesWithTheReason() {
    DataFolder other = new DataFolder(temporary);
    SegmentJournal journal = open();
    assertThat(journal.status().fault()).contains("another engine was using it");
    assertThatThrownBy(() -> journal.appendLazily(Operations.of(1, "{}")))
        .isInstanceOf(JournalRefusal.class)
        .hasMessageContaining("another engine was using it");
    assertThat(journal.waiting(0, 9)).isEmpty();
    other.release();
  }

  @Test
  void r7TheSizeIsASetting() {
    assertThat(open().status().limit()).isEqualTo(1_000_000_000);
    assertThat(open("1 MB").status().limit()).isEqualTo(1_000_000);
    assertThat(open("999 kB").status().limit()).isEqualTo(1_000_000_000);
  }

  @Test
  void r7AnUnusableSizeIsReported() {
    Settings settings = TestingConfig.settings(Map.of(SegmentJournal.SIZE, "999 kB"));
    open(settings);
    assertThat(settings.problems()).hasSize(1);
  }

  @Test
  void r9WhatLiesInTheInboxIsAdopted() throws IOException {
    SegmentJournal journal = open();
    Path inbox = Files.createDirectory(temporary.resolve(HandOver.FOLDER));
    JournalEntry one = new JournalEntry(7, Operations.AT, Operations.of(1, "{\"n\":1}"));
    JournalEntry two = new JournalEntry(9, Operations.AT, Operations.of(1, "{\"n\":2}"));
    HandOver.write(FolderDisk.writable(inbox), List.of(one, two));
    Files.writeString(inbox.resolve("half.journal"), "KAREN");
    InboxFolder adopting = new InboxFolder(folder, journal);
    assertThat(adopting.adopt()).isEqualTo(2);
    assertThat(journal.waiting(0, 9))
        .extracting(JournalEntry::operation)
        .containsExactly(one.operation(), two.operation());
    assertThat(adopting.adopt()).isZero();
    assertThat(inbox.toFile().list()).containsExactly("half.journal");
  }

  @Test
  void r9AnInboxWaitsWhileTheJournalIsFull() throws IOException {
    SegmentJournal journal = open("1 MB");
    Path inbox = Files.createDirectory(temporary.resolve(HandOver.FOLDER));
    JournalEntry large = new JournalEntry(7, Operations.AT, Operations.ofSize(1, 100_000));
    HandOver.write(
        FolderDisk.writable(inbox),
        List.of(large, large, large, large, large, large, large, large, large));
    InboxFolder adopting = new InboxFolder(folder, journal);
    assertThat(adopting.adopt()).isZero();
    List<Long> taken = journal.waiting(0, 99).stream().map(JournalEntry::position).toList();
    assertThat(taken).hasSize(8);
    assertThat(adopting.adopt()).isZero();
    journal.settle(taken);
    assertThat(adopting.adopt()).isEqualTo(9);
    assertThat(journal.waiting(0, 99)).as("the rest").hasSize(1);
    assertThat(inbox).isEmptyDirectory();
  }

  private SegmentJournal open() {
    return open(TestingConfig.settings(Map.of()));
  }

  private SegmentJournal open(String size) {
    if (folder != null) {
      folder.release();
    }
    return open(TestingConfig.settings(Map.of(SegmentJournal.SIZE, size)));
  }

  private SegmentJournal open(Settings settings) {
    folder = new DataFolder(temporary);
    Executor flusher =
        work -> {
          flushes.incrementAndGet();
          work.run();
        };
    return new SegmentJournal(folder, settings, CLOCK, timer, flusher);
  }
}
