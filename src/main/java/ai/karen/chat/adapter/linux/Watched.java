package ai.karen.chat.adapter.linux;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/** One client's connection under watch. Looked at by one thread at a time. */
final class Watched {
  private static final Logger LOG = System.getLogger(Watched.class.getName());

  private final Endpoints connection;
  private final BooleanSupplier isVisible;
  private final Runnable onGone;
  private volatile boolean seen;
  private volatile boolean toldSeen;

  /**
   * @param isVisible whether the client's connections are known to stand in the tables
   */
  Watched(Endpoints connection, BooleanSupplier isVisible, Runnable onGone) {
    this.connection = connection;
    this.isVisible = isVisible;
    this.onGone = onGone;
  }

  Endpoints connection() {
    return connection;
  }

  /** Whether it was seen, which is told once. */
  boolean isNewlySeen() {
    boolean isNew = seen && !toldSeen;
    toldSeen = seen;
    return isNew;
  }

  int localPort() {
    return connection.localPort();
  }

  boolean isOpen(SocketRows rows) {
    return rows.isOpen(connection);
  }

  /**
   * One that was never seen is taken to be there, for who knows whose address it was; unless others
   * of the same client were seen, so that this one was gone before the first look.
   */
  boolean isThere(SocketRows rows) {
    if (rows.isOpen(connection)) {
      seen = true;
      return true;
    }
    return !seen && !isVisible.getAsBoolean() && !rows.isClosedByClient(connection);
  }

  /** A defect in what follows must not keep the others' departures from being told. */
  void gone() {
    try {
      onGone.run();
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "What follows a client's departure failed", defect);
    }
  }
}
