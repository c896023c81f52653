package ai.karen.store.adapter.jpa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.h2.mvstore.DataUtils;

/**
 * Takes H2's file back to what was synced last, after a loss of power. What was written since then
 * may have reached the disk in part, and H2 would take for its newest state whatever has a
 * beginning and an end. Not thread-safe.
 */
final class SyncedState {
  private static final int BLOCK = SecondHeader.BLOCK;
  private static final int WINDOW = 256 * BLOCK;
  private static final String CHUNK = "chunk:";
  private static final String CHECKSUM = ",fletcher:";
  private static final int HEX = 16;

  private final FileChannel file;
  private final long synced;

  private SyncedState(FileChannel file, long synced) {
    this.file = file;
    this.synced = synced;
  }

  /**
   * Where the second header is not whole, the power was lost while it was written, when everything
   * had been synced: the file stays as it is, as one does that is not there.
   */
  static void restore(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer second = read(file, BLOCK, BLOCK);
      Map<String, String> header = whole(second);
      if (header != null) {
        new SyncedState(file, number(header, "version")).dropLater();
        file.write(second, 0);
        file.force(true);
      }
    }
  }

  /** Chunks that were written later count no more without their first block. */
  private void dropLater() throws IOException {
    long size = file.size();
    for (long from = 0; from < size; from += WINDOW) {
      ByteBuffer window = read(file, from, (int) Math.min(WINDOW, size - from));
      for (int at = 0; at + BLOCK <= window.limit(); at += BLOCK) {
        if (isLater(window.slice(at, BLOCK), (from + at) / BLOCK)) {
          file.write(ByteBuffer.allocate(BLOCK), from + at);
        }
      }
    }
    file.force(true);
  }

  private boolean isLater(ByteBuffer block, long number) {
    if (!startsChunk(block)) {
      return false;
    }
    Map<String, String> chunk = whole(block);
    return chunk != null && number(chunk, "block") == number && number(chunk, "version") > synced;
  }

  private static boolean startsChunk(ByteBuffer block) {
    return text(block.slice(0, CHUNK.length())).equals(CHUNK);
  }

  /**
   * @return null where there is none, or its checksum is wrong
   */
  private static Map<String, String> whole(ByteBuffer block) {
    String text = text(block);
    int end = text.indexOf(CHECKSUM);
    int line = text.indexOf('\n', Math.max(end, 0));
    if (end < 0 || line < 0) {
      return null;
    }
    byte[] bytes = text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
    String sum = Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
    return text.substring(end + CHECKSUM.length(), line).strip().equals(sum)
        ? DataUtils.parseMap(text.substring(0, end))
        : null;
  }

  private static long number(Map<String, String> map, String name) {
    return Long.parseLong(map.getOrDefault(name, "0"), HEX);
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
  }

  private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
      continue;
    }
    return bytes.flip();
  }
}
