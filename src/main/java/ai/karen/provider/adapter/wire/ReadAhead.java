package ai.karen.provider.adapter.wire;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes a body off the client's selector thread, which must never wait, and asks for the next bytes
 * there at once: asked for from elsewhere, the selector would have to be woken for each piece. What
 * is not wanted yet waits here, up to a limit; behind it the peer waits. Thread-safe; the body
 * hears one signal at a time.
 */
final class ReadAhead<T> implements BodySubscriber<T> {
  /** Bytes that wait while more is asked for. */
  static final int MOST_WAITING = 64 * 1024;

  private final BodySubscriber<T> body;
  private final Executor carriers;
  private final Queue<List<ByteBuffer>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong demand = new AtomicLong();
  private final AtomicInteger work = new AtomicInteger();
  private volatile Flow.Subscription upstream;
  private volatile boolean ended;
  private volatile Throwable failure;
  private boolean subscribed;
  private boolean over;

  ReadAhead(BodySubscriber<T> body, Executor carriers) {
    this.body = body;
    this.carriers = carriers;
  }

  /** Whether the body has come, so that it will be told its end. */
  boolean isSubscribed() {
    return upstream != null;
  }

  @Override
  public CompletionStage<T> getBody() {
    return body.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    upstream = subscription;
    signal();
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    waiting.add(buffers);
    if (waitingBytes.addAndGet(size(buffers)) < MOST_WAITING) {
      upstream.request(1);
    }
    signal();
  }

  @Override
  public void onError(Throwable broken) {
    failure = broken;
    ended = true;
    signal();
  }

  @Override
  public void onComplete() {
    ended = true;
    signal();
  }

  private void signal() {
    if (work.getAndIncrement() == 0) {
      try {
        carriers.execute(this::deliverAll);
      } catch (RejectedExecutionException stopped) {
        upstream.cancel();
      }
    }
  }

  private void deliverAll() {
    int done = 1;
    do {
      deliver();
      done = work.addAndGet(-done);
    } while (done != 0);
  }

  private void deliver() {
    if (!subscribed) {
      subscribed = true;
      body.onSubscribe(new Demand());
    }
    boolean all = ended;
    while (demand.get() > 0 && !waiting.isEmpty()) {
      demand.decrementAndGet();
      body.onNext(taken());
    }
    if (all && waiting.isEmpty() && !over) {
      over = true;
      end();
    }
  }

  private List<ByteBuffer> taken() {
    List<ByteBuffer> buffers = waiting.remove();
    int size = size(buffers);
    long left = waitingBytes.addAndGet(-size);
    if (left < MOST_WAITING && left + size >= MOST_WAITING) {
      upstream.request(1);
    }
    return buffers;
  }

  private void end() {
    if (failure == null) {
      body.onComplete();
    } else {
      body.onError(failure);
    }
  }

  private static int size(List<ByteBuffer> buffers) {
    int size = 0;
    for (ByteBuffer buffer : buffers) {
      size += buffer.remaining();
    }
    return size;
  }

  private final class Demand implements Flow.Subscription {
    @Override
    public void request(long count) {
      if (count > 0) {
        demand.accumulateAndGet(count, Demand::sum);
        if (!waiting.isEmpty() || ended) {
          signal();
        }
      }
    }

    @Override
    public void cancel() {
      upstream.cancel();
    }

    private static long sum(long one, long other) {
      long sum = one + other;
      return sum < 0 ? Long.MAX_VALUE : sum;
    }
  }
}
