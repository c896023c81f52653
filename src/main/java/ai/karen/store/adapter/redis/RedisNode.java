package ai.karen.store.adapter.redis;

import ai.karen.configuration.control.OutboundTrust;
import ai.karen.configuration.control.Settings;
import ai.karen.health.entity.Condition;
import ai.karen.store.control.Local;
import ai.karen.store.control.MeetingPoint;
import ai.karen.store.control.SharedMemory;
import ai.karen.timing.control.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/** This node's side of Redis: the connections, and who looks after them. Thread-safe. */
@ApplicationScoped
public class RedisNode implements MeetingPoint {
  private static final int IDLE_SECONDS = 30;

  private final Mail mail;
  private final Debts debts = new Debts();
  private final RedisAddress address;
  private final Lines lines;
  private final RedisWatch watch;
  private final ThreadPoolExecutor looks;

  /** For the container's client proxy. */
  protected RedisNode() {
    this.mail = null;
    this.address = null;
    this.lines = null;
    this.watch = null;
    this.looks = null;
  }

  @Inject
  public RedisNode(
      Settings settings, Timer timer, ManagedThreadFactory threads, @Local SharedMemory local) {
    this(settings, timer, (ThreadFactory) threads, local);
  }

  RedisNode(Settings settings, Timer timer, ThreadFactory threads, SharedMemory local) {
    this.mail = new Mail(UUID.randomUUID().toString(), local, timer);
    Optional<RedisAddress> found = RedisAddress.read(settings);
    this.address = found.orElse(null);
    boolean encrypted = found.filter(RedisAddress::encrypted).isPresent();
    Dialler dialler = new Dialler(address, encrypted ? OutboundTrust.of(settings) : null, timer);
    this.lines = new Lines(dialler, timer);
    // One look at a time; one that comes meanwhile is dropped.
    this.looks =
        new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads,
            new DiscardPolicy());
    Ear ear = new Ear(dialler, threads, mail);
    this.watch = new RedisWatch(dialler, lines, ear, this::catchUp, timer, looks);
  }

  /** Connecting goes on in the background; nobody waits for it. */
  void start(@Observes Startup event) {
    if (isWanted()) {
      watch.start();
    }
  }

  @Override
  public boolean isWanted() {
    return address != null;
  }

  @Override
  public Condition condition() {
    return watch.condition();
  }

  boolean isPrimary() {
    return watch.isPrimary();
  }

  /** Makes up for what Redis did not get while it was away, or slow. */
  private void catchUp(Line line) {
    debts.pay(key -> lines.ask(client -> client.del(key)));
    mail.sendKept(line, Names.messages(address));
  }

  /** A call has failed: is it still there? */
  void suspect() {
    watch.suspect();
  }

  RedisAddress address() {
    return address;
  }

  Lines lines() {
    return lines;
  }

  Debts debts() {
    return debts;
  }

  Mail mail() {
    return mail;
  }

  @PreDestroy
  void stop() {
    watch.stop();
    looks.shutdownNow();
  }
}
