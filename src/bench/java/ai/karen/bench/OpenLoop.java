package ai.karen.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that come when they are due, however the ones before them fare: by one thread, over as
 * many connections as it takes. Not thread-safe.
 */
final class OpenLoop implements AutoCloseable {
  /** More would be the load's own fault: descriptors and ports are not endless. */
  private static final int MOST_CONNECTIONS = 6_000;

  /** Looking once for many answers leaves the processors to those who are measured. */
  private static final long TICK = TimeUnit.MICROSECONDS.toNanos(500);

  private final Target target;
  private final byte[] request;
  private final Selector selector;
  private final Deque<Lane> idle = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private final List<Outcome> outcomes = new ArrayList<>();
  private int connections;
  private int open;

  OpenLoop(Target target, boolean streaming) throws IOException {
    this.target = target;
    this.request = target.request(streaming);
    this.selector = Selector.open();
  }

  /** Connects before the clock runs. */
  OpenLoop connected(int many) throws IOException {
    List<Lane> lanes = new ArrayList<>();
    for (int lane = 0; lane < many; lane++) {
      lanes.add(lane(SocketChannel.open(target.address())));
    }
    idle.addAll(lanes);
    return this;
  }

  /**
   * Sends so many at an even pace, and waits for the last.
   *
   * @param within from the first to the last
   * @param patience after the last; what has not come by then has failed
   */
  List<Outcome> send(int many, Duration within, Duration patience) throws IOException {
    long start = System.nanoTime();
    double spacing = (double) within.toNanos() / many;
    int sent = 0;
    long end = start + within.toNanos() + patience.toNanos();
    while ((sent < many || open > 0) && System.nanoTime() < end) {
      while (sent < many && start + (long) (sent * spacing) <= System.nanoTime()) {
        begin(start + (long) (sent * spacing));
        sent++;
      }
      selector.selectNow(this::proceed);
      LockSupport.parkNanos(TICK);
    }
    selector.keys().forEach(key -> ((Lane) key.attachment()).end());
    return outcomes;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private void begin(long due) throws IOException {
    Outcome outcome = new Outcome(due);
    outcomes.add(outcome);
    Lane lane = idle.poll();
    if (lane == null && connections < MOST_CONNECTIONS) {
      lane = lane(SocketChannel.open());
    }
    if (lane != null) {
      lane.begin(outcome);
    }
  }

  private Lane lane(SocketChannel channel) throws IOException {
    connections++;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Lane lane = new Lane(channel);
    channel.register(selector, SelectionKey.OP_READ, lane);
    return lane;
  }

  private void proceed(SelectionKey key) {
    Lane lane = (Lane) key.attachment();
    try {
      if (key.isConnectable()) {
        lane.finishConnecting(key);
      } else {
        lane.read();
      }
    } catch (IOException | RuntimeException broken) {
      lane.end();
    }
  }

  /** One connection. */
  private final class Lane {
    private final SocketChannel channel;
    private final ResponseReader response = new ResponseReader();
    private Outcome outcome;

    Lane(SocketChannel channel) {
      this.channel = channel;
    }

    void begin(Outcome next) {
      outcome = next;
      response.next();
      open++;
      try {
        if (channel.isConnected() || channel.connect(target.address())) {
          write();
        } else {
          channel.keyFor(selector).interestOps(SelectionKey.OP_CONNECT);
        }
      } catch (IOException gone) {
        end();
      }
    }

    void finishConnecting(SelectionKey key) throws IOException {
      channel.finishConnect();
      key.interestOps(SelectionKey.OP_READ);
      write();
    }

    /** A request is smaller than any socket's buffer. */
    private void write() throws IOException {
      channel.write(ByteBuffer.wrap(request));
    }

    void read() throws IOException {
      buffer.clear();
      int length = channel.read(buffer);
      if (length < 0) {
        end();
      } else if (outcome != null) {
        response.feed(buffer.flip());
        note();
      }
    }

    private void note() {
      outcome.progress(response, System.nanoTime());
      if (response.isWhole() && response.isLast()) {
        end();
      } else if (response.isWhole()) {
        outcome = null;
        open--;
        idle.push(this);
      }
    }

    /** Nothing more can be asked on this connection. */
    void end() {
      if (outcome != null) {
        outcome = null;
        open--;
      }
      idle.remove(this);
      connections--;
      try {
        channel.close();
      } catch (IOException already) {
        // It is of no use any more.
      }
    }
  }
}
