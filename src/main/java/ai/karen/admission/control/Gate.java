package ai.karen.admission.control;

import ai.karen.admission.control.Passage.Stage;
import ai.karen.admission.entity.RequestRefused;
import ai.karen.configuration.control.Settings;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The gate: so many requests run, so many wait in the order of their coming, the rest is refused.
 * Only a few at once are in their beginning, which is all work, so that under load the machine
 * finishes answers before it begins new ones, and the line stands here, where it is seen.
 * Thread-safe, never blocks.
 */
@ApplicationScoped
public class Gate {
  /** Requests that begin at the same time, for each core. */
  private static final int BEGINNERS_PER_CORE = 2;

  /**
   * For each of them so many may always wait: clients that ask again when they have their answer
   * make a line that stands but does not grow, and refused they would come back at once.
   */
  private static final int LINE_PER_BEGINNER = 16;

  /**
   * A beginning that takes longer waits for its caller, whose body comes slowly, and is no work.
   */
  static final Duration LONGEST_START = Duration.ofMillis(100);

  private final Limits limits;
  private final int beginners;
  private final Timer timer;
  private final Consumer<RequestRefused> refusals;
  private final Congestion congestion = new Congestion();
  private final Deque<Passage> line = new ArrayDeque<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private int running;
  private int starting;
  private boolean closed;

  /** For the container's client proxy. */
  protected Gate() {
    this(new Limits(1, 0), 1, null, null);
  }

  @Inject
  public Gate(Settings settings, Timer timer, Event<RequestRefused> refusals) {
    this(
        Limits.of(settings),
        BEGINNERS_PER_CORE * Runtime.getRuntime().availableProcessors(),
        timer,
        refusals::fire);
  }

  Gate(Limits limits, int beginners, Timer timer, Consumer<RequestRefused> refusals) {
    this.limits = limits;
    this.beginners = beginners;
    this.timer = timer;
    this.refusals = refusals;
  }

  /**
   * A request has come.
   *
   * @param time what it has from now to its end
   */
  public Passage arrive(Duration time) {
    Passage passage = new Passage(this, timer.nanoTime(), time);
    String reason = admit(passage);
    if (reason != null) {
      tellRefused(passage, reason);
    }
    return passage;
  }

  /** Requests that run. */
  public synchronized int inFlight() {
    return running;
  }

  /** Requests that wait for their turn. */
  public synchronized int queued() {
    return line.size();
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Lets nobody in any more; whoever waits is refused.
   *
   * @return completes when nothing runs any more
   */
  public CompletionStage<Void> close() {
    List<Passage> turnedAway;
    synchronized (this) {
      closed = true;
      turnedAway = new ArrayList<>(line);
      line.clear();
      turnedAway.forEach(passage -> passage.refuse(Refusals.SHUTTING_DOWN));
    }
    turnedAway.forEach(passage -> tellRefused(passage, "shutting_down"));
    completeWhenIdle();
    return idle;
  }

  Duration since(long nanos) {
    return Duration.ofNanos(timer.nanoTime() - nanos);
  }

  void started(Passage passage) {
    synchronized (this) {
      if (passage.stage() == Stage.STARTING) {
        starting--;
        passage.move(Stage.RUNNING, () -> {});
      }
    }
    advance();
  }

  void ended(Passage passage) {
    synchronized (this) {
      switch (passage.stage()) {
        case WAITING -> line.remove(passage);
        case STARTING -> {
          starting--;
          running--;
        }
        case RUNNING -> running--;
        case OVER -> {
          // It has ended before.
        }
      }
      passage.move(Stage.OVER, () -> {});
    }
    advance();
    completeWhenIdle();
  }

  /** Returns why it is refused; null when it runs or waits. */
  private synchronized String admit(Passage passage) {
    if (closed) {
      passage.refuse(Refusals.SHUTTING_DOWN);
      return "shutting_down";
    }
    if (running + line.size() >= limits.present()) {
      passage.refuse(Refusals.OVERLOADED);
      return "full";
    }
    if (congestion.refuses(waitForTurn(), timer.nanoTime())) {
      passage.refuse(Refusals.OVERLOADED);
      return "congested";
    }
    if (line.isEmpty() && mayStart()) {
      start(passage);
      passage.decide();
    } else {
      line.add(passage);
      passage.move(Stage.WAITING, timer.schedule(passage.time(), () -> giveUp(passage)));
    }
    return null;
  }

  /**
   * Where all slots are taken, waiting is what the queue is for, and no sign of congestion; nor is
   * a short line.
   */
  private long waitForTurn() {
    boolean slotsAreTaken = running >= limits.inFlight();
    boolean isShort = line.size() < beginners * LINE_PER_BEGINNER;
    return isShort || slotsAreTaken ? 0 : timer.nanoTime() - line.peek().arrivedAt();
  }

  private boolean mayStart() {
    return running < limits.inFlight() && starting < beginners;
  }

  private void start(Passage passage) {
    running++;
    starting++;
    passage.move(Stage.STARTING, timer.schedule(LONGEST_START, () -> started(passage)));
  }

  private void advance() {
    for (Passage next = next(); next != null; next = next()) {
      next.decide();
    }
  }

  private synchronized Passage next() {
    if (line.isEmpty() || !mayStart()) {
      return null;
    }
    Passage passage = line.remove();
    start(passage);
    return passage;
  }

  private void giveUp(Passage passage) {
    synchronized (this) {
      if (passage.stage() != Stage.WAITING) {
        return;
      }
      line.remove(passage);
      passage.refuse(Refusals.WAITED);
    }
    tellRefused(passage, "waited");
  }

  private void tellRefused(Passage passage, String reason) {
    refusals.accept(new RequestRefused(reason));
    passage.decide();
  }

  private void completeWhenIdle() {
    boolean isIdle;
    synchronized (this) {
      isIdle = closed && running == 0;
    }
    if (isIdle) {
      idle.complete(null);
    }
  }
}
