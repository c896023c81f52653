package ai.karen.store.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.entity.JournalEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process on a real disk, killed with signal 9. {@code -Dkaren.journal.kills=200} kills more
 * often.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("karen.journal.kills", 5);
  private static final int MOST_LINES = 400;

  @TempDir Path folder;
  private final Random random = new Random();
  private final Map<Long, String> acknowledged = new TreeMap<>();
  private final Map<Long, String> settled = new HashMap<>();

  @Test
  void r1r3WhatWasAcknowledgedSurvivesAKill() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      int before = acknowledged.size();
      appendUntilKilled();
      assertThat(acknowledged).hasSizeGreaterThan(before);
      check();
    }
  }

  private void appendUntilKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int lines = 1 + random.nextInt(MOST_LINES);
    try (BufferedReader said = process.inputReader()) {
      for (int line = 0; line < lines; line++) {
        note(said.readLine());
      }
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      process.waitFor();
      // What it said before it died counts too; half a line does not.
      String rest = said.lines().reduce("", (text, line) -> text + line + "\n");
      rest.lines().filter(KillTest::whole).forEach(this::note);
    }
  }

  private static boolean whole(String line) {
    String[] words = line.split(" ");
    return words[0].equals("+") && words.length == 3 && words[2].length() == 36
        || words[0].equals("-") && words.length == 2;
  }

  private void note(String line) {
    String[] words = line.split(" ");
    long position = Long.parseLong(words[1]);
    if (words[0].equals("+")) {
      assertThat(acknowledged.put(position, words[2])).as("given twice").isNull();
    } else {
      settled.put(position, line);
    }
  }

  /** Nothing lost, nothing doubled; then everything is taken off for the next round. */
  private void check() throws IOException {
    try (SegmentLog log =
        SegmentLog.open(
            FolderDisk.writable(folder), 1_000_000, Clock.systemUTC(), new TestingAlarm())) {
      List<JournalEntry> entries = log.waiting(0, Integer.MAX_VALUE);
      assertThat(entries).extracting(JournalEntry::position).isSorted().doesNotHaveDuplicates();
      Map<Long, String> found = new TreeMap<>();
      entries.forEach(entry -> found.put(entry.position(), entry.operation().id().toString()));
      acknowledged.forEach(
          (position, id) -> {
            if (!settled.containsKey(position)) {
              assertThat(found).containsEntry(position, id);
            }
          });
      log.settle(found.keySet());
      found.keySet().forEach(position -> settled.put(position, ""));
    }
  }
}
