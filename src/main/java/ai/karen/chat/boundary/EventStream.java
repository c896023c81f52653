package ai.karen.chat.boundary;

import ai.karen.timing.control.Timer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;

/**
 * Server-sent events to one client, without blocking: an event is written when the connection can
 * take it, and the next one is asked for when all is written. During silence comments keep the
 * connection alive. Thread-safe.
 */
final class EventStream implements WriteListener {
  static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final AsyncContext context;
  private final Timer timer;
  private final Runnable onGone;
  private final ServletOutputStream output;
  private final Queue<byte[]> queue = new ArrayDeque<>();
  private Flow.Subscription source;
  private boolean wanting;
  private boolean unflushed;
  private boolean ending;
  private boolean closed;
  private boolean quiet;
  private Timer.Timeout heartbeat = () -> {};

  /**
   * @param onGone runs once when the client is found to have gone away
   */
  private EventStream(AsyncContext context, Timer timer, Runnable onGone) throws IOException {
    this.context = context;
    this.timer = timer;
    this.onGone = onGone;
    this.output = context.getResponse().getOutputStream();
  }

  /** Sends the response's headers, as they are set by now, and opens the stream. */
  static EventStream open(AsyncContext context, Timer timer, Runnable onGone) throws IOException {
    // Liberty's first flush sends the headers alone and would hold the first event back.
    context.getResponse().flushBuffer();
    EventStream stream = new EventStream(context, timer, onGone);
    stream.output.setWriteListener(stream);
    stream.beat();
    return stream;
  }

  /** From now on pieces are asked for here whenever all that came is written. */
  void readFrom(Flow.Subscription newSource) {
    synchronized (this) {
      source = newSource;
      wanting = true;
    }
    drain();
  }

  /** Sends one event; the data is one line. */
  void send(String data) {
    enqueue(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The last piece was not for the client: another is wanted. */
  void skip() {
    synchronized (this) {
      wanting = true;
    }
    drain();
  }

  /** Closes the response once all is written. */
  void end() {
    synchronized (this) {
      ending = true;
      source = null;
    }
    drain();
  }

  @Override
  public void onWritePossible() {
    drain();
  }

  @Override
  public void onError(Throwable failure) {
    gone();
  }

  private void enqueue(byte[] event) {
    synchronized (this) {
      queue.add(event);
      quiet = false;
      wanting = true;
    }
    drain();
  }

  private void drain() {
    try {
      Flow.Subscription next = writeAll();
      if (next != null) {
        next.request(1);
      }
    } catch (IOException | IllegalStateException failure) {
      gone();
    }
  }

  /** Returns whom to ask for more once all is written; null when there is nothing to ask. */
  private synchronized Flow.Subscription writeAll() throws IOException {
    while (!closed && output.isReady()) {
      if (!queue.isEmpty()) {
        output.write(queue.remove());
        unflushed = true;
      } else if (unflushed) {
        unflushed = false;
        output.flush();
      } else {
        return idle();
      }
    }
    return null;
  }

  private Flow.Subscription idle() {
    if (ending) {
      close();
      return null;
    }
    boolean ask = wanting && source != null;
    wanting = wanting && !ask;
    return ask ? source : null;
  }

  private synchronized void beat() {
    if (closed) {
      return;
    }
    if (quiet && queue.isEmpty()) {
      queue.add(COMMENT);
    }
    quiet = true;
    heartbeat = timer.schedule(KEEP_ALIVE, this::beatAndDrain);
  }

  private void beatAndDrain() {
    beat();
    drain();
  }

  private void gone() {
    synchronized (this) {
      if (closed) {
        return;
      }
      close();
    }
    onGone.run();
  }

  /** The container may have completed the response already, after an error of its own. */
  private void complete() {
    try {
      context.complete();
    } catch (IllegalStateException completed) {
      // Then nothing is left to do.
    }
  }

  private void close() {
    closed = true;
    queue.clear();
    heartbeat.cancel();
    complete();
  }
}
