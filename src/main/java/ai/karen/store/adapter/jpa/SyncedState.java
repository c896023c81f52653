package ai.karen.store.adapter.jpa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private static final int HEADERS = 2 * BLOCK;
  private static final int WINDOW = 256 * BLOCK;
  private static final int FOOTER = 128;
  private static final String CHUNK = "chunk:";
  private static final String CHECKSUM = ",fletcher:";
  private static final String VERSION = "version";
  private static final int HEX = 16;

  private final FileChannel file;
  private final long synced;

  private SyncedState(FileChannel file, long synced) {
    this.file = file;
    this.synced = synced;
  }

  /**
   * Where the second header is not whole, the power was lost while it was written, when everything
   * had been synced: the file stays as it is. Where none is in a file that was never synced, it was
   * not begun, and is put aside.
   *
   * @param begun whether it was ever synced
   */
  static void restore(Path path, boolean begun) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer second = read(file, BLOCK, BLOCK);
      Map<String, String> header = whole(second);
      if (!header.isEmpty()) {
        new SyncedState(file, number(header, VERSION)).dropLater();
        file.write(second, 0);
        file.force(true);
      } else if (!begun && whole(read(file, 0, BLOCK)).isEmpty()) {
        Path aside = path.resolveSibling(path.getFileName() + ".unbegun");
        Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Chunks that were written later count no more without their first block. */
  private void dropLater() throws IOException {
    long size = file.size();
    for (long from = HEADERS; from < size; from += WINDOW) {
      ByteBuffer window = read(file, from, (int) Math.min(WINDOW, size - from));
      for (int at = 0; at + BLOCK <= window.limit(); at += BLOCK) {
        if (isLater(window.slice(at, BLOCK), from + at)) {
          file.write(ByteBuffer.allocate(BLOCK), from + at);
        }
      }
    }
    file.force(true);
  }

  /** By its end, which has a checksum: what only looks like a beginning may be somebody's words. */
  private boolean isLater(ByteBuffer block, long at) throws IOException {
    Map<String, String> begin = beginning(block);
    if (begin.isEmpty() || number(begin, VERSION) <= synced) {
      return false;
    }
    long end = at + number(begin, "len") * BLOCK;
    Map<String, String> footer = end > at ? whole(read(file, end - FOOTER, FOOTER)) : Map.of();
    return !footer.isEmpty()
        && number(footer, "chunk") == number(begin, "chunk")
        && number(footer, VERSION) == number(begin, VERSION);
  }

  /** Empty where no chunk begins. */
  private static Map<String, String> beginning(ByteBuffer block) {
    if (!text(block.slice(0, CHUNK.length())).equals(CHUNK)) {
      return Map.of();
    }
    String text = text(block);
    return parsed(text.substring(0, Math.max(0, text.indexOf('\n'))));
  }

  /** Empty where there is none, or its checksum is wrong. */
  private static Map<String, String> whole(ByteBuffer block) {
    String text = text(block);
    int end = text.indexOf(CHECKSUM);
    int line = text.indexOf('\n', Math.max(end, 0));
    if (end < 0 || line < 0) {
      return Map.of();
    }
    byte[] bytes = text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
    String sum = Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
    boolean right = text.substring(end + CHECKSUM.length(), line).strip().equals(sum);
    return right ? parsed(text.substring(0, end)) : Map.of();
  }

  private static Map<String, String> parsed(String text) {
    try {
      return DataUtils.parseMap(text.strip());
    } catch (RuntimeException somebodysWords) {
      return Map.of();
    }
  }

  private static long number(Map<String, String> map, String name) {
    try {
      return Long.parseLong(map.getOrDefault(name, "0"), HEX);
    } catch (NumberFormatException somebodysWords) {
      return 0;
    }
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
