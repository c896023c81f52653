package ai.karen.store.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.entity.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
  private static final Clock CLOCK = Clock.fixed(Operations.AT, ZoneOffset.UTC);

  @TempDir Path data;
  @TempDir Path other;
  private JournalEntry first;
  private JournalEntry parked;

  @BeforeEach
  void journal() throws IOException {
    Path folder = data.resolve("journal");
    Files.createDirectory(other.resolve("journal"));
    try (SegmentLog log =
        SegmentLog.open(FolderDisk.writable(folder), 1_000_000, CLOCK, new TestingAlarm())) {
      first = log.append(Operations.of(1, "{\"text\":\"private é\"}"));
      parked = log.append(Operations.of(2, "{}"));
      log.park(parked.position(), "A reason.");
    }
  }

  @Test
  void r9ListShowsNothingThatPeopleWrote() {
    Result result = run("list", data.toString());
    assertThat(result.code()).isZero();
    assertThat(result.text().lines())
        .containsExactly(
            "1 2026-11-27T10:15:30.123456789Z note.added " + Operations.aggregate(1) + " 21",
            "2 2026-11-27T10:15:30.123456789Z note.added " + Operations.aggregate(2) + " 2");
  }

  @Test
  void r9ListShowsPayloadsWhenAsked() {
    assertThat(run("list", data.resolve("journal").toString(), "--payloads").text())
        .contains("{\"text\":\"private é\"}");
  }

  @Test
  void r9CheckSaysHowManyWait() {
    Result result = run("check", data.toString());
    assertThat(result.code()).isZero();
    assertThat(result.text()).isEqualTo("The journal is whole: 1 operations wait, 1 are parked.\n");
  }

  @Test
  void r9CheckTellsOfATornEnd() throws IOException {
    Path file = data.resolve("journal").resolve(Segment.name(1));
    Files.write(file, new byte[] {'K', 'J', 0}, StandardOpenOption.APPEND);
    Result result = run("check", data.toString());
    assertThat(result.code()).isZero();
    assertThat(result.text())
        .isEqualTo(
            "The journal is whole: 1 operations wait, 1 are parked."
                + " The last 3 bytes of 0000000001.segment are no whole record and do not count.\n");
  }

  @Test
  void r9DamageHasACodeOfItsOwn() throws IOException {
    Path file = data.resolve("journal").resolve(Segment.name(1));
    byte[] content = Files.readAllBytes(file);
    content[60] ^= 1;
    Files.write(file, content);
    for (String verb : List.of("check", "list")) {
      Result result = run(verb, data.toString());
      assertThat(result.code()).isEqualTo(JournalCommand.DAMAGED);
      assertThat(result.text()).contains(Segment.name(1)).contains("damaged");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void r9WhatWaitsIsHandedOver() throws IOException {
    Result result = run("hand-over", data.toString(), other.toString());
    assertThat(result.text()).contains("2 operations were handed over");
    assertThat(result.code()).isZero();
    Disk inbox = FolderDisk.readable(other.resolve(HandOver.FOLDER));
    assertThat(HandOver.read(inbox, inbox.list().get(0))).containsExactly(first, parked);
  }

  @Test
  void r9NothingIsHandedOverFromUnderAnEngine() {
    var engine = new ai.karen.store.control.DataFolder(data);
    Result result = run("hand-over", data.toString(), other.toString());
    engine.release();
    assertThat(result.code()).isEqualTo(JournalCommand.REFUSED);
    assertThat(result.text()).contains("an engine is using");
    assertThat(other.resolve(HandOver.FOLDER)).doesNotExist();
  }

  @Test
  void r9AJournalIsNotHandedToItself() {
    Result result = run("hand-over", data.toString(), data.toString());
    assertThat(result.code()).isEqualTo(JournalCommand.REFUSED);
  }

  @Test
  void r9MisuseExplains() {
    for (Result result : List.of(run(), run("list"), run("burn", "x"), run("check", "a", "b"))) {
      assertThat(result.code()).isEqualTo(JournalCommand.MISUSED);
      assertThat(result.text()).startsWith("list FOLDER");
    }
  }

  @Test
  void r9AFolderThatIsNotThereIsNamed() {
    Result result = run("check", data.resolve("none").toString());
    assertThat(result.code()).isEqualTo(JournalCommand.REFUSED);
    assertThat(result.text()).contains("there is no folder");
  }

  @Test
  void r9AFolderWithoutAJournalIsNotCalledWhole() throws IOException {
    Path mistyped = Files.createDirectory(data.resolve("mistyped"));
    for (String verb : List.of("check", "list")) {
      Result result = run(verb, mistyped.toString());
      assertThat(result.code()).isEqualTo(JournalCommand.REFUSED);
      assertThat(result.text()).contains("there is no journal in");
    }
    Result handedOver = run("hand-over", data.toString(), mistyped.toString());
    assertThat(handedOver.code()).isEqualTo(JournalCommand.REFUSED);
    assertThat(handedOver.text()).contains("is not another engine's data folder");
    assertThat(mistyped).isEmptyDirectory();
  }

  private static Result run(String... arguments) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8);
    int code = new JournalCommand(out).run(List.of(arguments));
    return new Result(code, text.toString(StandardCharsets.UTF_8));
  }

  private record Result(int code, String text) {}
}
