package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.writes.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was synced is there after a loss of power, though of what was written since then any block
 * may have reached the disk and any may not, the newest header before what it names.
 */
class PowerLossTest {
  private static final int BLOCK = 4_096;
  private static final int LOSSES = Scale.of("power-losses", 10);
  private static final int COMMITS = 60;

  /** After which space is used again; by default 45 s. */
  private static final Duration RETENTION = Duration.ofMillis(500);

  @TempDir Path folder;

  private final Random random = new Random(7);
  private final List<UUID> committed = new ArrayList<>();
  private int losses;

  @Test
  void requirement5WhatWasSyncedIsFoundAfterALossOfPower() throws IOException, SQLException {
    Path living = folder.resolve("living");
    EmbeddedDatabase database = CopiesInFile.open(living);
    CopiesInFile.useSpaceAgainAfter(RETENTION, living);
    Instant warm = Instant.now().plus(RETENTION.multipliedBy(3));
    while (Instant.now().isBefore(warm)) {
      committed.add(CopiesInFile.commit(database));
      database.sync(List.of());
    }
    while (losses < LOSSES) {
      losePower(database, living);
      losses++;
    }
    database.close();
  }

  private void losePower(EmbeddedDatabase database, Path living) throws IOException {
    database.sync(List.of());
    List<UUID> synced = List.copyOf(committed);
    byte[] lasting = Files.readAllBytes(living.resolve(CopiesInFile.FILE));
    for (int commit = 0; commit < COMMITS; commit++) {
      committed.add(CopiesInFile.commit(database));
    }
    byte[] written = Files.readAllBytes(living.resolve(CopiesInFile.FILE));
    Path dark = Files.createTempDirectory(folder, "dark");
    Files.createDirectories(dark.resolve(CopiesInFile.FILE).getParent());
    Files.write(dark.resolve(CopiesInFile.FILE), afterTheLoss(lasting, written));
    assertThat(CopiesInFile.found(dark))
        .as("after %d losses", losses)
        .containsExactlyInAnyOrderElementsOf(synced);
  }

  private byte[] afterTheLoss(byte[] lasting, byte[] written) {
    byte[] left = Arrays.copyOf(lasting, Math.max(lasting.length, written.length));
    for (int from = 0; from < written.length; from += BLOCK) {
      if (from == 0 || random.nextBoolean()) {
        System.arraycopy(written, from, left, from, BLOCK);
      }
    }
    return left;
  }
}
