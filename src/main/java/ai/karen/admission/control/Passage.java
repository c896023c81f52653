package ai.karen.admission.control;

import ai.karen.problem.entity.Problem;
import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One request's way through the gate. Thread-safe; its state belongs to the gate's lock. */
public final class Passage {

  enum Stage {
    WAITING,
    STARTING,
    RUNNING,
    OVER
  }

  private final Gate gate;
  private final long arrivedAt;
  private final Duration time;
  private final CompletableFuture<Void> decided = new CompletableFuture<>();
  private Timer.Timeout timeout = () -> {};
  private Stage stage = Stage.WAITING;
  private Problem refusal;

  /**
   * @param time what the request has from its arrival to its end
   */
  Passage(Gate gate, long arrivedAt, Duration time) {
    this.gate = gate;
    this.arrivedAt = arrivedAt;
    this.time = time;
  }

  /** Whether it is still open if the request may run. */
  public boolean isWaiting() {
    return !decided.isDone();
  }

  /** Runs the action once the request may run or is refused; at once when that is settled. */
  public void whenDecided(Runnable action) {
    decided.thenRun(action);
  }

  /** What the caller is told when the request may not run. */
  public Optional<Problem> refusal() {
    synchronized (gate) {
      return Optional.ofNullable(refusal);
    }
  }

  /** What is left of the request's time; negative when it has passed. */
  public Duration remaining() {
    return time.minus(gate.since(arrivedAt));
  }

  /** The request's own work to begin with is done: from now on it mostly waits for others. */
  public void started() {
    gate.started(this);
  }

  /** The request has ended, in whatever way. Only the first time counts. */
  public void end() {
    gate.ended(this);
  }

  Duration time() {
    return time;
  }

  long arrivedAt() {
    return arrivedAt;
  }

  Stage stage() {
    return stage;
  }

  void move(Stage next, Timer.Timeout nextTimeout) {
    timeout.cancel();
    timeout = nextTimeout;
    stage = next;
  }

  void refuse(Problem problem) {
    move(Stage.OVER, () -> {});
    refusal = problem;
  }

  void decide() {
    decided.complete(null);
  }
}
