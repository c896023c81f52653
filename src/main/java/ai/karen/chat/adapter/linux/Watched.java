package ai.karen.chat.adapter.linux;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** One client's connection under watch. Looked at by one thread at a time. */
final class Watched {
  private static final Logger LOG = System.getLogger(Watched.class.getName());

  private final Endpoints connection;
  private final Runnable onGone;
  private volatile boolean seen;

  Watched(Endpoints connection, Runnable onGone) {
    this.connection = connection;
    this.onGone = onGone;
  }

  int localPort() {
    return connection.localPort();
  }

  boolean isOpen(SocketRows rows) {
    return rows.isOpen(connection);
  }

  /** One that was never seen is taken to be there: who knows whose address it was. */
  boolean isThere(SocketRows rows) {
    if (rows.isOpen(connection)) {
      seen = true;
      return true;
    }
    return !seen && !rows.isClosedByClient(connection);
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
