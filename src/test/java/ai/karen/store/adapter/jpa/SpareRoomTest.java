package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.karen.testing.Eventually;
import ai.karen.testing.SmallDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reserve on a real disk that is full. Needs a user who may mount file systems. */
class SpareRoomTest {
  private static final int MEGABYTES = 24;

  private SmallDisk disk;
  private SpareRoom room;
  private FileChannel file;

  @BeforeEach
  void mount() throws IOException {
    Optional<SmallDisk> mounted = SmallDisk.mount(MEGABYTES);
    assumeTrue(mounted.isPresent(), "this user may not mount a file system");
    disk = mounted.get();
    room = new SpareRoom(disk.folder());
    file =
        FileChannel.open(
            disk.folder().resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @AfterEach
  void unmount() throws IOException {
    if (disk != null) {
      file.close();
      disk.close();
    }
  }

  @Test
  void aFullDiskTakesWhatWasBegunAndNothingNewIsBegun() throws IOException {
    assertThat(room.isShort()).isFalse();
    disk.fill();

    assertThat(write(1 << 20)).isPositive();

    assertThat(room.isShort()).isTrue();
  }

  @Test
  void itIsOverWhenThereIsRoomForTheReserve() throws IOException {
    disk.fill();
    write(1 << 20);

    disk.free();

    Eventually.holds("there is room", () -> !room.isShort());
    assertThat(reserve()).hasSize(SpareRoom.BYTES);
  }

  @Test
  void whatTheReserveDoesNotHoldWaitsForRoom() throws IOException {
    room.waitForRoom();
    disk.fill();
    write(1 << 20);
    disk.fill();

    CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(this::writeOne);
    assertThat(waiting).isNotDone();
    disk.free();

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(1 << 20);
  }

  @Test
  void nobodyWaitsWhoWasNotTold() throws IOException {
    disk.fill();
    write(1 << 20);
    disk.fill();

    assertThatThrownBy(() -> write(1 << 20)).isInstanceOf(IOException.class);
  }

  @Test
  void theReserveOfAnEarlierStartServesOnAFullDisk() throws IOException {
    disk.fill();

    assertThat(new SpareRoom(disk.folder()).isShort()).isFalse();
  }

  private Path reserve() {
    return disk.folder().resolve(SpareRoom.NAME);
  }

  private int write(int bytes) throws IOException {
    return room.write(() -> file.write(ByteBuffer.allocate(bytes)));
  }

  private int writeOne() {
    try {
      return write(1 << 20);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
