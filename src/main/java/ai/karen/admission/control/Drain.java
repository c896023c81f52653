package ai.karen.admission.control;

import ai.karen.configuration.control.Settings;
import ai.karen.provider.control.OpenQuestions;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Ends the engine without cutting answers off: nobody new is let in, what runs may finish for a
 * while. Needed because the server gives running requests no time. Thread-safe.
 */
@ApplicationScoped
public class Drain {
  static final Duration GRACE = Duration.ofSeconds(60);

  /** For the error events of streams that are cut. */
  static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private static final Logger LOG = System.getLogger(Drain.class.getName());

  private final Gate gate;
  private final OpenQuestions questions;
  private final Termination termination;
  private final Timer timer;
  private final Duration grace;
  private boolean begun;
  private boolean cut;
  private boolean ended;

  /** For the container's client proxy. */
  protected Drain() {
    this.gate = null;
    this.questions = null;
    this.termination = null;
    this.timer = null;
    this.grace = null;
  }

  @Inject
  public Drain(
      Gate gate, OpenQuestions questions, Termination termination, Timer timer, Settings settings) {
    this.gate = gate;
    this.questions = questions;
    this.termination = termination;
    this.timer = timer;
    this.grace = settings.duration("karen.shutdown.grace", GRACE);
  }

  void listen(@Observes Startup event) {
    termination.onRequest(this::requested);
  }

  void forget(@Observes Shutdown event) {
    termination.forget();
  }

  void requested() {
    if (isFirst()) {
      begin();
    } else {
      cutShort("a second signal came");
    }
  }

  private synchronized boolean isFirst() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  private void begin() {
    LOG.log(
        Level.INFO,
        "Shutting down: {0} running requests have {1} to finish, new ones are refused",
        gate.inFlight(),
        grace);
    timer.schedule(grace, () -> cutShort("the time to finish is over"));
    gate.close().thenRun(this::end);
  }

  private void cutShort(String why) {
    if (!isFirstCut()) {
      return;
    }
    LOG.log(Level.WARNING, "{0} running requests are cut off: {1}", gate.inFlight(), why);
    timer.schedule(LAST_WORDS, this::end);
    questions.shutDown();
  }

  private synchronized boolean isFirstCut() {
    boolean first = !cut && !ended;
    cut = true;
    return first;
  }

  private void end() {
    boolean wasCut;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      wasCut = cut;
    }
    if (wasCut) {
      LOG.log(Level.WARNING, "Shut down; not every request could be finished");
      termination.giveWay();
    } else {
      LOG.log(Level.INFO, "Shut down; every running request was finished");
      termination.exit();
    }
  }
}
