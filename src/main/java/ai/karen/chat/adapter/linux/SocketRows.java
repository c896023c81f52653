package ai.karen.chat.adapter.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What the tables say at one moment about the connections to some ports. Reads byte by byte and
 * makes no text of them, because a busy server has thousands of rows and is asked several times a
 * second. For one thread.
 */
final class SocketRows {
  private static final int ESTABLISHED = 0x01;
  private static final int CLOSE_WAIT = 0x08;
  private static final int IPV4_DIGITS = 8;

  /** Java reads longer pieces by way of a buffer that it allocates for each read. */
  private static final int BUFFER = 8_192;

  /** The columns: number, our address and port, the client's address and port, state. */
  private enum Column {
    NUMBER,
    LOCAL_ADDRESS,
    LOCAL_PORT,
    REMOTE_ADDRESS,
    REMOTE_PORT,
    STATE,
    REST;

    private static final Column[] ALL = values();

    Column next() {
      return ALL[ordinal() + 1];
    }
  }

  private final IntPredicate wanted;
  private final Set<Endpoints> open = new HashSet<>();
  private final Set<Endpoints> closed = new HashSet<>();
  private Column column = Column.NUMBER;
  private int digits;
  private long high;
  private long low;
  private int localPort;
  private long remoteHigh;
  private long remoteLow;
  private boolean isIpv4;
  private int remotePort;

  /**
   * Nothing read yet.
   *
   * @param wanted our ports; rows of others are passed over
   */
  SocketRows(IntPredicate wanted) {
    this.wanted = wanted;
  }

  /** Adds a table's rows. */
  void read(InputStream table) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int length = table.read(buffer); length >= 0; length = table.read(buffer)) {
      for (int index = 0; index < length; index++) {
        take(buffer[index]);
      }
    }
  }

  /** Both sides still talk. */
  boolean isOpen(Endpoints connection) {
    return open.contains(connection);
  }

  /** The client has said that nothing more will come from it. */
  boolean isClosedByClient(Endpoints connection) {
    return closed.contains(connection) && !open.contains(connection);
  }

  private void take(byte next) {
    if (next == '\n') {
      column = Column.NUMBER;
      clear();
    } else if (column == Column.REST) {
      return;
    } else if (next == ' ' || next == ':') {
      end();
    } else {
      add(next);
    }
  }

  private void add(byte next) {
    int digit = Character.digit(next, 16);
    if (digit < 0) {
      // A heading, or nothing that is known.
      column = Column.REST;
      return;
    }
    high = high << 4 | low >>> 60;
    low = low << 4 | digit;
    digits++;
  }

  /** Several blanks end one column only. */
  private void end() {
    if (digits == 0) {
      return;
    }
    Column ended = column;
    column = column.next();
    keep(ended);
    clear();
  }

  private void keep(Column ended) {
    switch (ended) {
      case LOCAL_PORT -> keepLocalPort();
      case REMOTE_ADDRESS -> keepAddress();
      case REMOTE_PORT -> remotePort = (int) low;
      case STATE -> note();
      default -> {
        // Not needed.
      }
    }
  }

  private void keepLocalPort() {
    localPort = (int) low;
    if (!wanted.test(localPort)) {
      column = Column.REST;
    }
  }

  private void keepAddress() {
    isIpv4 = digits == IPV4_DIGITS;
    remoteHigh = high;
    remoteLow = low;
  }

  private void note() {
    if (low == ESTABLISHED) {
      open.add(endpoints());
    } else if (low == CLOSE_WAIT) {
      closed.add(endpoints());
    }
  }

  private Endpoints endpoints() {
    return isIpv4
        ? Endpoints.ofIpv4((int) inNetworkOrder(remoteLow), remotePort, localPort)
        : new Endpoints(
            inNetworkOrder(remoteHigh), inNetworkOrder(remoteLow), remotePort, localPort);
  }

  /** The kernel writes each 32 bits of an address as a number of the machine's own byte order. */
  private static long inNetworkOrder(long words) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? Long.rotateLeft(Long.reverseBytes(words), Integer.SIZE)
        : words;
  }

  private void clear() {
    digits = 0;
    high = 0;
    low = 0;
  }
}
