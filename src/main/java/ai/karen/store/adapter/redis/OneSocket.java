package ai.karen.store.adapter.redis;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Gives Jedis one socket and no second one: it would connect anew by itself, on the thread of
 * whoever calls. Can be closed by any thread at any time, which ends a read or write that waits.
 */
final class OneSocket implements JedisSocketFactory, Closeable {
  private static final Logger LOG = System.getLogger(OneSocket.class.getName());

  private final JedisSocketFactory maker;
  private Socket socket;
  private boolean closed;

  OneSocket(JedisSocketFactory maker) {
    this.maker = maker;
  }

  @Override
  public Socket createSocket() {
    if (isUsed()) {
      throw new JedisConnectionException("A broken connection is replaced, not mended");
    }
    Socket made = maker.createSocket();
    keep(made);
    return made;
  }

  @Override
  public void close() {
    Socket open = take();
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException alreadyGone) {
      LOG.log(Level.DEBUG, "A connection to Redis was gone before it was closed", alreadyGone);
    }
  }

  private synchronized boolean isUsed() {
    return closed || socket != null;
  }

  private synchronized void keep(Socket made) {
    socket = made;
  }

  private synchronized Socket take() {
    closed = true;
    return socket;
  }
}
