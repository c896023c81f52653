package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journal, ledger, replay and embedded database, killed again and again on the same folder. */
class KilledProcessTest {
  private static final int KILLS = Scale.of("process-kills", 5);
  private static final int FIRST_KILLS = Scale.of("first-start-kills", 3);
  private static final Duration A_WHILE = Duration.ofMillis(300);
  private static final Duration A_START = Duration.ofMillis(400);
  private static final int PARTS = 4;

  @TempDir Path folder;

  @Test
  void noAcknowledgedWriteIsLostOrDoubled() throws IOException {
    Moments moments = new Moments(200);
    List<String> acknowledged = new ArrayList<>();
    long slowest = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long start = System.nanoTime();
      Process process = start(StoreProcess.WRITE);
      BufferedReader lines = process.inputReader();
      awaitReady(lines);
      acknowledged.add(first(lines));
      slowest = Math.max(slowest, System.nanoTime() - start);
      Thread killer = new Thread(() -> killAfterAWhile(process, moments));
      killer.start();
      acknowledged.addAll(wholeLines(lines));
    }
    Map<String, List<Integer>> kept = kept();
    List<String> wrong = new ArrayList<>(lost(acknowledged, kept));
    kept.forEach((conversation, numbers) -> wrong.addAll(gaps(conversation, numbers)));
    Reports.write(
        "process-killed",
        "%d kills, %d acknowledged, wrong: %s%nslowest start until the first acknowledgement %d ms%n"
            .formatted(KILLS, acknowledged.size(), wrong, slowest / 1_000_000));
    assertThat(acknowledged).isNotEmpty();
    assertThat(wrong).isEmpty();
  }

  /** Most of a first start is spent on making the tables. */
  @Test
  void aFirstStartThatWasCutOffIsTakenUpAgain() throws IOException {
    Moments moments = new Moments(201);
    for (int kill = 0; kill < FIRST_KILLS; kill++) {
      Path fresh = folder.resolve("fresh" + kill);
      Process cutOff = start(fresh, StoreProcess.WRITE);
      moments.pass(A_START.multipliedBy(kill % PARTS + 1));
      cutOff.toHandle().destroyForcibly();
      cutOff.onExit().join();
      Process next = start(fresh, StoreProcess.WRITE);
      BufferedReader lines = next.inputReader();
      awaitReady(lines);
      first(lines);
      next.toHandle().destroyForcibly();
    }
  }

  private static List<String> lost(List<String> acknowledged, Map<String, List<Integer>> kept) {
    Set<String> there = new HashSet<>();
    kept.forEach(
        (conversation, numbers) ->
            numbers.forEach(number -> there.add(conversation + " " + number)));
    return acknowledged.stream().filter(line -> !there.contains(line)).toList();
  }

  /** From 0 upwards, each once and in order: one that was not acknowledged may only be the last. */
  private static List<String> gaps(String conversation, List<Integer> numbers) {
    for (int place = 0; place < numbers.size(); place++) {
      if (numbers.get(place) != place) {
        return List.of(conversation + ": " + numbers);
      }
    }
    return List.of();
  }

  private Map<String, List<Integer>> kept() throws IOException {
    Process process = start("tell");
    BufferedReader lines = process.inputReader();
    awaitReady(lines);
    Map<String, List<Integer>> kept = new LinkedHashMap<>();
    for (String line : wholeLines(lines)) {
      String[] words = line.split(" ");
      kept.computeIfAbsent(words[0], key -> new ArrayList<>()).add(Integer.valueOf(words[1]));
    }
    return kept;
  }

  private static String first(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    assertThat(line).as("the first acknowledgement after a kill").isNotNull();
    return line;
  }

  private static void awaitReady(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.equals(StoreProcess.READY)) {
      line = lines.readLine();
    }
    assertThat(line).isEqualTo(StoreProcess.READY);
  }

  private static void killAfterAWhile(Process process, Moments moments) {
    moments.pass(A_WHILE);
    // By its handle: the other way closes what is still to be read.
    process.toHandle().destroyForcibly();
  }

  /** The last one may be cut off by the kill; each has an id and a number. */
  private static List<String> wholeLines(BufferedReader lines) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8_192];
    for (int length = lines.read(buffer); length >= 0; length = lines.read(buffer)) {
      text.append(buffer, 0, length);
    }
    String whole = text.substring(0, text.lastIndexOf("\n") + 1);
    return whole.lines().toList();
  }

  private Process start(String mode) {
    return start(folder, mode);
  }

  private static Process start(Path folder, String mode) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-cp",
              System.getProperty("java.class.path"),
              StoreProcess.class.getName(),
              folder.toString(),
              mode)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
