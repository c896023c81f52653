package ai.karen.account.control.key;

import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;

/** What this node is called where nodes count for themselves; the same after a restart. */
@ApplicationScoped
public class NodeName {
  static final String FILE = "node-id";

  private static final Logger LOG = System.getLogger(NodeName.class.getName());

  private final UUID id;

  /** For the container's client proxy. */
  protected NodeName() {
    this.id = null;
  }

  @Inject
  public NodeName(DataFolder folder) {
    this.id = kept(folder).orElseGet(() -> made(folder));
  }

  UUID id() {
    return id;
  }

  private static Optional<UUID> kept(DataFolder folder) {
    try {
      return folder.read(FILE).map(String::strip).map(UUID::fromString);
    } catch (IOException | IllegalArgumentException unusable) {
      LOG.log(Level.WARNING, "The node's id can't be read; it gets another", unusable);
      return Optional.empty();
    }
  }

  private static UUID made(DataFolder folder) {
    UUID made = UUID.randomUUID();
    try {
      folder.write(FILE, made + "\n");
    } catch (IOException unwritable) {
      LOG.log(Level.WARNING, "The node's id can't be kept: " + Reason.of(unwritable));
    }
    return made;
  }
}
