package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temporary;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void r1EverythingIsOwnerOnly() throws IOException {
    DataFolder folder = new DataFolder(temporary.resolve("deep/data"));
    folder.write("note", "text");
    assertThat(permissions(folder.path())).isEqualTo("rwx------");
    assertThat(permissions(folder.file("note"))).isEqualTo("rw-------");
    assertThat(permissions(folder.file("lock"))).isEqualTo("rw-------");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void r1AnExistingFolderIsClosedToOthers() throws IOException {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    new DataFolder(temporary);
    assertThat(permissions(temporary)).isEqualTo("rwx------");
  }

  @Test
  void r2ASecondEngineIsToldWhichFolderIsTaken() {
    DataFolder first = new DataFolder(temporary);
    DataFolder second = new DataFolder(temporary);
    assertThat(first.fault()).isEmpty();
    assertThat(second.fault())
        .hasValue(
            "The data folder "
                + temporary
                + " can't be used: another engine was using it when this one started;"
                + " start this one again when that has ended.");
  }

  @Test
  void r2AnApplicationThatStopsFreesTheFolder() {
    new DataFolder(temporary).release();
    assertThat(new DataFolder(temporary).fault()).isEmpty();
  }

  @Test
  void r2TheRefusedEngineDoesNotFreeTheOthersFolder() {
    new DataFolder(temporary);
    new DataFolder(temporary).release();
    assertThat(new DataFolder(temporary).fault()).isPresent();
  }

  @Test
  void r2AnotherProcessIsKeptOut() throws Exception {
    DataFolder folder = new DataFolder(temporary);
    assertThat(lockedElsewhere()).isEqualTo(LockProbe.REFUSED);
    folder.release();
    assertThat(lockedElsewhere()).isEqualTo(LockProbe.GRANTED);
  }

  @Test
  void r3AFileIsReplacedAsAWhole() throws IOException {
    DataFolder folder = new DataFolder(temporary);
    folder.write("note", "a long first text");
    folder.write("note", "short");
    assertThat(folder.read("note")).hasValue("short");
    assertThat(names()).containsExactly("lock", "note");
  }

  @Test
  void r4AFolderThatCannotBeNamesTheReason() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    DataFolder folder = new DataFolder(file);
    assertThat(folder.fault())
        .hasValue("The data folder " + file + " can't be used: it is not a folder.");
    assertThatThrownBy(() -> folder.write("note", "text")).isInstanceOf(IOException.class);
  }

  @Test
  void r4ADamagedFileIsNamed() {
    DataFolder folder = new DataFolder(temporary);
    folder.report("keys", "it is damaged");
    assertThat(folder.fault())
        .hasValue("The file " + temporary.resolve("keys") + " can't be used: it is damaged.");
  }

  private int lockedElsewhere() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockProbe.class.getName(),
            temporary.toString())
        .start()
        .onExit()
        .get(30, TimeUnit.SECONDS)
        .exitValue();
  }

  private Stream<String> names() throws IOException {
    return Files.list(temporary).map(file -> file.getFileName().toString()).sorted();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
