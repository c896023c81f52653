package ai.karen.chat.boundary;

import ai.karen.door.control.AnswerThreads;
import ai.karen.timing.control.Timer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Flow;

/**
 * Server-sent events to one client. An event is written at once where no other is there yet; events
 * that come together are written together, because a write costs more than all else. More is asked
 * for only while little waits to be written. During silence comments keep the connection alive.
 * Thread-safe; nobody waits for a client that does not read but the one thread that writes to it.
 */
final class EventStream implements WriteListener {
  /** Proxies give a silent connection up after 30 s and more. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  /** Bytes that may wait to be written while more is asked for. */
  static final int MOST_WAITING = 16 * 1024;

  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);
  private static final Runnable NOTHING = () -> {};

  private final AsyncContext context;
  private final Timer timer;
  private final AnswerThreads threads;
  private final Runnable onGone;
  private final ServletOutputStream output;
  private final Heartbeat heartbeat;
  private final Backlog backlog = new Backlog();
  private Flow.Subscription source;
  private boolean wanting;
  private boolean writing;
  private boolean ending;
  private boolean closed;
  private boolean completed;
  private Timer.Timeout limit = () -> {};

  /**
   * @param onGone runs once when the client is found to have gone away, or takes too long
   */
  private EventStream(AsyncContext context, Timer timer, AnswerThreads threads, Runnable onGone)
      throws IOException {
    this.context = context;
    this.timer = timer;
    this.threads = threads;
    this.onGone = onGone;
    this.output = context.getResponse().getOutputStream();
    this.heartbeat = new Heartbeat(timer, KEEP_ALIVE, this::comment);
  }

  /** Sends the response's headers, as they are set by now, and opens the stream. */
  static EventStream open(AsyncContext context, Timer timer, AnswerThreads threads, Runnable onGone)
      throws IOException {
    // Nothing is kept in the buffer, so that nothing has to be flushed.
    context.getResponse().setBufferSize(1);
    // Liberty's first flush sends the headers alone and would hold the first event back.
    context.getResponse().flushBuffer();
    EventStream stream = new EventStream(context, timer, threads, onGone);
    stream.output.setWriteListener(stream);
    stream.heartbeat.start();
    return stream;
  }

  /** Ends the stream then, whatever is still to be written: a client may never read it. */
  synchronized void endAfter(Duration longest) {
    if (!closed) {
      limit = timer.schedule(longest, this::abandon);
    }
  }

  /** From now on pieces are asked for here. */
  void readFrom(Flow.Subscription newSource) {
    synchronized (this) {
      source = newSource;
    }
    askForMore();
  }

  /** Sends one event, at the latest with the next {@link #flush}; the data is one line. */
  synchronized void send(String data) {
    if (!closed) {
      backlog.add(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
      heartbeat.noise();
    }
  }

  /** A piece was taken: the next one is wanted, now or when what waits is written. */
  void askForMore() {
    Flow.Subscription asked;
    synchronized (this) {
      wanting = true;
      asked = backlog.bytes() < MOST_WAITING ? wanted() : null;
    }
    if (asked == null) {
      drain();
    } else {
      asked.request(1);
    }
  }

  /** Writes what waits. */
  void flush() {
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

  /** Closes the response without writing anything more. */
  void abandon() {
    Runnable completion;
    synchronized (this) {
      if (closed) {
        return;
      }
      close();
      // Whoever writes completes the response afterwards: no two threads are in it at once.
      completion = writing ? NOTHING : completion();
    }
    threads.execute(completion);
    onGone.run();
  }

  /** The container's thread, on which nothing is written. */
  @Override
  public void onWritePossible() {
    threads.execute(this::writeAndGoOn);
  }

  @Override
  public void onError(Throwable failure) {
    abandon();
  }

  private void drain() {
    threads.write(this::writeAll);
  }

  private void writeAndGoOn() {
    writeAll().run();
  }

  /** Returns what is next. The lock is not held while writing, which may last. */
  private Runnable writeAll() {
    try {
      if (!begin()) {
        return NOTHING;
      }
      for (byte[] events = next(); events != null; events = next()) {
        output.write(events);
      }
      return idle();
    } catch (IOException | IllegalStateException failure) {
      return broken();
    }
  }

  /** One thread at a time; what comes in the meantime is its work too. */
  private synchronized boolean begin() {
    boolean first = !writing;
    writing = true;
    return first;
  }

  /**
   * Null at a pause: asking whether the stream is ready and stopping are one step, or its answer
   * could come in between and find somebody writing still.
   */
  private synchronized byte[] next() {
    boolean ready = !closed && !backlog.isEmpty() && output.isReady();
    writing = ready;
    return ready ? backlog.takeAll() : null;
  }

  private synchronized Runnable idle() {
    if (writing || !backlog.isEmpty()) {
      return NOTHING;
    }
    if (closed || ending) {
      close();
      return completion();
    }
    Flow.Subscription asked = wanted();
    return asked == null ? NOTHING : () -> asked.request(1);
  }

  /** Whom to ask for the next piece; null when none is wanted, or nobody has any. */
  private Flow.Subscription wanted() {
    Flow.Subscription asked = wanting && !closed ? source : null;
    wanting = wanting && asked == null;
    return asked;
  }

  private synchronized Runnable broken() {
    writing = false;
    boolean known = closed;
    close();
    Runnable completion = completion();
    return () -> {
      completion.run();
      if (!known) {
        onGone.run();
      }
    };
  }

  private void comment() {
    if (addComment()) {
      threads.execute(this::writeAndGoOn);
    }
  }

  /** Where something is being written or waits, the connection is not silent. */
  private synchronized boolean addComment() {
    boolean silent = !writing && !closed && backlog.isEmpty();
    if (silent) {
      backlog.add(COMMENT);
    }
    return silent;
  }

  /** Once: the container gives a request's objects to the next one. */
  private Runnable completion() {
    boolean again = completed;
    completed = true;
    return again ? NOTHING : () -> Completion.of(context);
  }

  private void close() {
    closed = true;
    backlog.clear();
    heartbeat.stop();
    limit.cancel();
  }
}
