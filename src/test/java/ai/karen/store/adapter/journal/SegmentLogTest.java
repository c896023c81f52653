package ai.karen.store.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.Journal;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.ParkedEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentLogTest {
  private static final long LIMIT = 1_000_000;
  private static final Clock CLOCK = Clock.fixed(Operations.AT, ZoneOffset.UTC);

  @TempDir Path folder;
  private final TestingAlarm alarm = new TestingAlarm();
  private SegmentLog log;

  @BeforeEach
  void open() throws IOException {
    log = SegmentLog.open(FolderDisk.writable(folder), LIMIT, CLOCK, alarm);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void r1EntriesComeBackAfterARestart() throws IOException {
    Operation first = Operations.of(1, "{\"text\":\"é€😀\"}");
    Operation second = Operations.of(2, "{}");
    JournalEntry one = log.append(first);
    JournalEntry two = log.appendLazily(second);
    assertThat(log.waiting(0, 10)).containsExactly(one, two);
    assertThat(alarm.flushes).isOne();
    reopen();
    assertThat(log.waiting(0, 10)).containsExactly(one, two);
    assertThat(log.waiting(one.position(), 10)).containsExactly(two);
    assertThat(log.waiting(0, 1)).containsExactly(one);
    assertThat(one.operation()).isEqualTo(first);
  }

  @Test
  void r1FewMegabytesAreReadAtOnceAndNeverNothing() throws IOException {
    log.close();
    log = SegmentLog.open(FolderDisk.writable(folder), 100_000_000, CLOCK, alarm);
    long large = log.append(Operations.ofSize(1, Journal.MOST_BYTES + 1)).position();
    for (int number = 0; number < 5; number++) {
      log.append(Operations.ofSize(1, Journal.MOST_BYTES / 4));
    }

    assertThat(log.waiting(0, 10)).hasSize(1);
    assertThat(log.waiting(large, 10)).hasSize(4);
    assertThat(log.of(Operations.aggregate(1), large, 10)).hasSize(4);
  }

  @Test
  void r7WhatIsDoneLeavesTheDisk() throws IOException {
    JournalEntry secret = log.append(Operations.of(1, "a secret that was deleted"));
    log.shed();
    assertThat(written()).as("it still waits").contains("a secret");

    log.settle(List.of(secret.position()));
    log.shed();

    assertThat(written()).doesNotContain("a secret");
    JournalEntry next = log.append(Operations.of(1, "{}"));
    log.shed();
    reopen();
    assertThat(log.waiting(0, 10)).containsExactly(next);
  }

  @Test
  void r7WhatIsParkedKeepsNothingElseOnTheDisk() throws IOException {
    JournalEntry secret = log.append(Operations.of(1, "a secret that was deleted"));
    JournalEntry parked = log.append(Operations.of(2, "{}"));
    log.park(parked.position(), "It can't be applied.");
    JournalEntry behind = log.append(Operations.of(2, "{}"));
    log.settle(List.of(secret.position()));

    log.shed();

    assertThat(written()).doesNotContain("a secret");
    String left = written();
    log.shed();
    assertThat(written()).as("there is nothing more to gain").isEqualTo(left);
    reopen();
    assertThat(log.parked(0, 10)).containsExactly(new ParkedEntry(parked, "It can't be applied."));
    assertThat(log.of(Operations.aggregate(2), parked.position(), 10)).containsExactly(behind);
  }

  @Test
  void r8EntriesOfAnAggregateAreFoundBehindAParkedOne() {
    JournalEntry parked = log.append(Operations.of(1, "{}"));
    log.append(Operations.of(2, "{}"));
    JournalEntry behind = log.append(Operations.of(1, "{}"));
    log.park(parked.position(), "It can't be applied.");

    assertThat(log.blocked()).containsExactly(Operations.aggregate(1));
    assertThat(log.of(Operations.aggregate(1), 0, 10)).containsExactly(parked, behind);
    assertThat(log.of(Operations.aggregate(1), parked.position(), 10)).containsExactly(behind);
    assertThat(log.of(Operations.aggregate(1), 0, 1)).containsExactly(parked);
  }

  @Test
  void r3PositionsGrowAcrossRestarts() throws IOException {
    JournalEntry one = log.append(Operations.of(1, "{}"));
    log.settle(List.of(one.position()));
    reopen();
    reopen();
    assertThat(log.append(Operations.of(1, "{}")).position()).isGreaterThan(one.position());
  }

  @Test
  void r7WhatWasSettledStaysSettled() throws IOException {
    JournalEntry one = log.append(Operations.of(1, "{}"));
    JournalEntry two = log.append(Operations.of(1, "{}"));
    log.settle(List.of(one.position(), 77L));
    reopen();
    assertThat(log.waiting(0, 10)).containsExactly(two);
    assertThat(log.holds(Operations.aggregate(1))).isTrue();
    log.settle(List.of(two.position()));
    assertThat(log.holds(Operations.aggregate(1))).isFalse();
    assertThat(log.status().depth()).isZero();
  }

  @Test
  void r8NeitherNotesNorWhatIsParkedIsWaitedFor() throws IOException {
    UUID talk = UUID.randomUUID();
    JournalEntry note = log.appendLazily(Operations.of(1, "{}"));
    assertThat(log.holdsAny()).isFalse();
    JournalEntry first = log.append(Operations.of(talk, "{}"));
    JournalEntry second = log.append(Operations.of(talk, "{}"));
    assertThat(log.holdsAny()).isTrue();
    log.park(second.position(), "A reason.");
    log.park(first.position(), "A reason.");
    assertThat(log.holdsAny()).isFalse();
    log.unpark(first.position());
    reopen();
    assertThat(log.waiting(0, 9)).containsExactly(note, first);
    assertThat(log.holdsAny()).as("the other one is parked still").isFalse();
    log.unpark(second.position());
    assertThat(log.holdsAny()).isTrue();
    log.settle(List.of(first.position(), second.position()));
    assertThat(log.holdsAny()).isFalse();
  }

  @Test
  void r8AParkedEntryBlocksItsOwnAggregateOnly() throws IOException {
    JournalEntry one = log.append(Operations.of(1, "{}"));
    JournalEntry parked = log.append(Operations.of(1, "{}"));
    JournalEntry behind = log.append(Operations.of(1, "{}"));
    JournalEntry other = log.append(Operations.of(2, "{}"));
    log.park(parked.position(), "A reason.");
    reopen();
    assertThat(log.waiting(0, 10)).containsExactly(one, other);
    assertThat(log.parked(0, 9_999)).hasSize(1);
    assertThat(log.parked(0, 9_999).get(0).reason()).isEqualTo("A reason.");
    assertThat(log.status().depth()).isEqualTo(3);
    log.unpark(parked.position());
    reopen();
    assertThat(log.waiting(0, 10)).containsExactly(one, parked, behind, other);
  }

  private void reopen() throws IOException {
    log.close();
    open();
  }

  private String written() throws IOException {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
