package ai.karen.audit.control;

import ai.karen.audit.entity.ChainCheck;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.configuration.control.Settings;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.entity.Operation;
import ai.karen.timing.control.TimeOrderedIds;
import ai.karen.timing.control.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes events into a bounded queue and writes them down a little later, in the order in which they
 * came, on one thread at a time. What the stores refuse is tried again; what the queue can't hold
 * is counted, and the count is written down. Thread-safe.
 */
@ApplicationScoped
public class ChainedAuditLog implements AuditLog {
  public static final String RETENTION = "karen.retention.events";

  static final int QUEUE = 10_000;
  static final int BATCH = 100;
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(ChainedAuditLog.class.getName());

  private final BlockingQueue<Taken> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong lost = new AtomicLong();
  private final AtomicBoolean writing = new AtomicBoolean();
  private final Ledger ledger;
  private final StoreThreads threads;
  private final TimeOrderedIds ids;
  private final Timer timer;
  private final Clock clock;
  private final Event<SecurityEvent> heard;
  private final ChainHead head;
  private final Chain chain;
  private Operation refused;

  /** For the container's client proxy. */
  protected ChainedAuditLog() {
    this.ledger = null;
    this.threads = null;
    this.ids = null;
    this.timer = null;
    this.clock = null;
    this.heard = null;
    this.head = null;
    this.chain = null;
  }

  @Inject
  public ChainedAuditLog(
      Settings settings,
      Ledger ledger,
      StoreThreads threads,
      Seal seal,
      DataFolder folder,
      TimeOrderedIds ids,
      Timer timer,
      Clock clock,
      Event<SecurityEvent> heard) {
    this.ledger = ledger;
    this.threads = threads;
    this.ids = ids;
    this.timer = timer;
    this.clock = clock;
    this.heard = heard;
    this.head = new ChainHead(folder);
    this.chain = new Chain(seal, ids, settings.duration(RETENTION, Duration.ofDays(90)));
  }

  @Override
  public void record(SecurityEvent event) {
    if (!queue.offer(new Taken(event, clock.instant()))) {
      lost.incrementAndGet();
    }
    tell(event);
    begin();
  }

  /** How many the queue could not hold, and that were not written down as lost yet. */
  long lost() {
    return lost.get();
  }

  /** What others make of an event must not keep it from being written. */
  private void tell(SecurityEvent event) {
    try {
      heard.fire(event);
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "An event of security was not heard by all", defect);
    }
  }

  private void begin() {
    if (writing.compareAndSet(false, true)) {
      threads
          .supply(this::write)
          .whenComplete(
              (whole, failure) -> {
                boolean isWhole = failure == null && whole;
                if (isWhole) {
                  end();
                } else {
                  timer.schedule(PAUSE, this::again);
                }
              });
    }
  }

  /** Whatever came after the last look at the queue must not wait for the next event. */
  private void end() {
    writing.set(false);
    if (!queue.isEmpty()) {
      begin();
    }
  }

  private void again() {
    writing.set(false);
    begin();
  }

  /** Returns whether everything was written. */
  private boolean write() {
    try {
      if (refused != null) {
        keep(refused);
      }
      for (List<SealedEntry> batch = next(); !batch.isEmpty(); batch = next()) {
        keep(AuditKind.recorded(ids.nextUuid(), chain.id(), batch, clock.instant()));
      }
      return true;
    } catch (ProblemException away) {
      LOG.log(Level.DEBUG, "The audit log waits for the stores", away);
      return false;
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "The audit log can't be written; it is tried again", defect);
      return false;
    }
  }

  private void keep(Operation operation) {
    refused = operation;
    ledger.execute(operation);
    refused = null;
    head.save(chain.id(), chain.seq(), chain.hash());
  }

  private List<SealedEntry> next() {
    List<Taken> taken = new ArrayList<>();
    long missing = lost.getAndSet(0);
    if (missing > 0) {
      Taken overflow = own("audit_overflow", Map.of("lost", String.valueOf(missing)));
      tell(overflow.event());
      taken.add(overflow);
    }
    queue.drainTo(taken, BATCH);
    if (chain.seq() == 0 && !taken.isEmpty()) {
      taken.add(0, own(ChainCheck.OPENED, head.link()));
    }
    return taken.stream().map(each -> chain.next(each.event(), each.at())).toList();
  }

  private Taken own(String kind, Map<String, String> details) {
    Outcome outcome = kind.equals(ChainCheck.OPENED) ? Outcome.SUCCESS : Outcome.FAILURE;
    return new Taken(new SecurityEvent(kind, outcome, null, null, details), clock.instant());
  }

  /** One last time, while the stores are still there. */
  @PreDestroy
  void stop() {
    if (writing.compareAndSet(false, true)) {
      write();
    }
  }

  private record Taken(SecurityEvent event, Instant at) {}
}
