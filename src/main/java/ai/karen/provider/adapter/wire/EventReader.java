package ai.karen.provider.adapter.wire;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads server-sent events from a body at the pace of its sink. Bytes are asked for only when no
 * parsed event is left and one is wanted, so that a slow sink slows the peer down. Thread-safe; the
 * sink is called by one thread at a time, without a lock being held.
 */
public final class EventReader implements Flow.Subscriber<List<ByteBuffer>> {
  /** Bytes that one event may have. */
  public static final int EVENT_LIMIT = 4 * 1024 * 1024;

  private final EventSink sink;
  private final Queue<ServerSentEvent> parsed = new ArrayDeque<>();
  private final EventParser parser = new EventParser(EVENT_LIMIT, parsed::add);
  private final AtomicLong demand = new AtomicLong();
  private final AtomicInteger work = new AtomicInteger();
  private volatile Flow.Subscription upstream;

  /**
   * While true, the queue and the parser belong to the publisher's thread; while false, to whoever
   * drains. It begins as true, because nothing may be asked of a body that has not come.
   */
  private volatile boolean awaiting = true;

  private volatile boolean ended;
  private volatile Throwable failure;
  private volatile boolean over;

  public EventReader(EventSink sink) {
    this.sink = sink;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    upstream = subscription;
    if (over) {
      subscription.cancel();
      return;
    }
    sink.onStart(new Demand());
    awaiting = false;
    drain();
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (over) {
      return;
    }
    try {
      buffers.forEach(parser::feed);
    } catch (RuntimeException unreadable) {
      upstream.cancel();
      failure = unreadable;
    }
    awaiting = false;
    drain();
  }

  @Override
  public void onError(Throwable broken) {
    failure = broken;
    awaiting = false;
    drain();
  }

  @Override
  public void onComplete() {
    ended = true;
    awaiting = false;
    drain();
  }

  /** Stops reading and closes the connection; the sink hears nothing more. */
  public void cancel() {
    over = true;
    Flow.Subscription open = upstream;
    if (open != null) {
      open.cancel();
    }
  }

  /** The counter makes one thread do everybody's work, also when the sink asks from within. */
  private void drain() {
    if (work.getAndIncrement() != 0) {
      return;
    }
    int done = 1;
    do {
      deliver();
      done = work.addAndGet(-done);
    } while (done != 0);
  }

  private void deliver() {
    while (!over && (!awaiting || isClosed())) {
      if (!parsed.isEmpty()) {
        if (demand.get() == 0) {
          return;
        }
        deliverOne();
      } else if (!continues()) {
        return;
      }
    }
  }

  /** A body that has ended gives nothing more, whatever was asked for. */
  private boolean isClosed() {
    return ended || failure != null;
  }

  private void deliverOne() {
    demand.decrementAndGet();
    ServerSentEvent event = parsed.remove();
    try {
      sink.onEvent(event.name(), event.data());
    } catch (RuntimeException unwilling) {
      cancel();
      sink.onFailure(unwilling);
    }
  }

  /** With no event left: ends, asks for more, or waits for demand. Whether to look again. */
  private boolean continues() {
    if (failure != null) {
      over = true;
      sink.onFailure(failure);
    } else if (ended) {
      return endsWithLast();
    } else if (demand.get() > 0) {
      sink.onLull();
      awaiting = true;
      upstream.request(1);
      return true;
    }
    return false;
  }

  private boolean endsWithLast() {
    try {
      parser.end();
    } catch (TooLongException unreadable) {
      failure = unreadable;
      return true;
    }
    if (parsed.isEmpty()) {
      over = true;
      sink.onEnd();
    }
    return !parsed.isEmpty();
  }

  private final class Demand implements Flow.Subscription {
    @Override
    public void request(long count) {
      if (count > 0) {
        demand.accumulateAndGet(count, Demand::sum);
        drain();
      }
    }

    @Override
    public void cancel() {
      EventReader.this.cancel();
    }

    private static long sum(long one, long other) {
      long sum = one + other;
      return sum < 0 ? Long.MAX_VALUE : sum;
    }
  }
}
