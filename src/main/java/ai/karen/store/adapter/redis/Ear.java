package ai.karen.store.adapter.redis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Listens to the other nodes on a connection and a thread of its own. A connection may die without
 * a sign; so Redis is asked for a sign at each look, and one that owes several is cut. Used by the
 * watcher, one call at a time.
 */
final class Ear {
  private static final Logger LOG = System.getLogger(Ear.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int MOST_OWED = 3;

  private final Dialler dialler;
  private final ThreadFactory threads;
  private final Mail mail;
  private Listener listener;

  Ear(Dialler dialler, ThreadFactory threads, Mail mail) {
    this.dialler = dialler;
    this.threads = threads;
    this.mail = mail;
  }

  /**
   * Listens where it does not yet. Blocks for the time that connecting takes; once it returns the
   * node hears, until its connection ends.
   *
   * @throws RuntimeException Redis does not let this node listen
   */
  void listen() {
    if (listener != null && !listener.isWell()) {
      close();
    }
    if (listener == null) {
      listener = new Listener(dialler.dial(PATIENCE));
      threads.newThread(listener).start();
      listener.awaitBegin();
    }
  }

  void close() {
    if (listener != null) {
      listener.line.cut();
      listener = null;
    }
  }

  private final class Listener extends JedisPubSub implements Runnable {
    private final Line line;
    private final AtomicInteger owed = new AtomicInteger();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    private Listener(Line line) {
      this.line = line;
    }

    @Override
    public void run() {
      try {
        line.client().subscribe(this, Names.messages(dialler.address()));
      } catch (RuntimeException ended) {
        LOG.log(Level.DEBUG, "The connection to Redis for messages has ended", ended);
        begun.completeExceptionally(ended);
      } finally {
        line.cut();
      }
    }

    @Override
    public void onSubscribe(String channel, int channels) {
      mail.hearsAgain();
      begun.complete(null);
    }

    private void awaitBegin() {
      try {
        begun.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new RedisTrouble("Interrupted while Redis was asked to let this node listen");
      } catch (ExecutionException | TimeoutException deaf) {
        throw new RedisTrouble("Redis does not let this node listen", deaf);
      }
    }

    @Override
    public void onMessage(String channel, String message) {
      mail.deliver(message);
    }

    @Override
    public void onPong(String sign) {
      owed.set(0);
    }

    /** Also asks for the next sign. */
    private boolean isWell() {
      if (line.isCut() || owed.getAndIncrement() >= MOST_OWED) {
        return false;
      }
      askForSign();
      return true;
    }

    private void askForSign() {
      try {
        ping();
      } catch (JedisException notYet) {
        LOG.log(Level.DEBUG, "Redis could not be asked for a sign", notYet);
      }
    }
  }
}
