package ai.karen.audit.control;

import ai.karen.audit.entity.ChainCheck;
import ai.karen.store.control.DataFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;

/**
 * The end of the chain that this node wrote last, in the data folder, so that the next chain can
 * name it whether or not a database is at hand. For one thread at a time.
 */
final class ChainHead {
  static final String FILE = "audit-head";

  private static final Logger LOG = System.getLogger(ChainHead.class.getName());
  private static final int PARTS = 3;

  private final DataFolder folder;

  ChainHead(DataFolder folder) {
    this.folder = folder;
  }

  /** What the first entry of a new chain says of the one before. */
  Map<String, String> link() {
    try {
      String[] parts = folder.read(FILE).orElse("").strip().split(" ");
      return parts.length == PARTS
          ? Map.of(ChainCheck.CHAIN, parts[0], ChainCheck.SEQ, parts[1], ChainCheck.HASH, parts[2])
          : Map.of();
    } catch (IOException unreadable) {
      LOG.log(Level.WARNING, "The end of the last audit chain can't be read", unreadable);
      return Map.of("unreadable", "true");
    }
  }

  void save(UUID chain, long seq, String hash) {
    try {
      folder.write(FILE, chain + " " + seq + " " + hash + "\n");
    } catch (IOException unwritable) {
      // The chain itself is safe; the next one knows less of its end.
      LOG.log(Level.WARNING, "The end of the audit chain can't be kept", unwritable);
    }
  }
}
