package ai.karen.provider.control;

import ai.karen.configuration.control.Settings;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Asks one provider after the other until somebody answers. Thread-safe, never blocks. */
@ApplicationScoped
public class Chain {
  private static final String RESUME = "resume";

  private final ProviderDirectory directory;
  private final ModelCatalog catalog;
  private final LastResort lastResort;
  private final ChainListener listener;
  private final OpenQuestions open;
  private final Timer timer;
  private final Duration longestWait;
  private final boolean resumes;

  /** For the container's client proxy. */
  protected Chain() {
    directory = null;
    catalog = null;
    lastResort = null;
    listener = null;
    open = null;
    timer = null;
    longestWait = null;
    resumes = false;
  }

  @Inject
  public Chain(
      ProviderDirectory directory,
      ModelCatalog catalog,
      LastResort lastResort,
      ChainListener listener,
      OpenQuestions open,
      Timer timer,
      Settings settings) {
    this.directory = directory;
    this.catalog = catalog;
    this.lastResort = lastResort;
    this.listener = listener;
    this.open = open;
    this.timer = timer;
    this.longestWait = settings.duration("karen.retry.max-wait", Duration.ofSeconds(3));
    this.resumes =
        settings.choice("karen.stream.on-break", RESUME, List.of(RESUME, "error")).equals(RESUME);
  }

  /** Lets the container make this at the start, so that unusable settings are named by then. */
  void beThere(@Observes Startup event) {}

  /**
   * @return completes with the first token; fails with a {@link
   *     ai.karen.problem.entity.ProblemException} when nobody answers
   */
  public CompletionStage<Reply> ask(Question question) {
    // Looked up at each use: a thread that never did would draw the same numbers as its siblings.
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    RetryPolicy policy = new RetryPolicy(question.deadline(), longestWait, random);
    LinkPlan plan = new LinkPlan(question, directory, catalog, lastResort);
    AttemptLog log = new AttemptLog();
    ChainReport report = new ChainReport(question, plan, log, open.watching(question, listener));
    Calls calls = new Calls(question, report, log, timer);
    Inquiry inquiry = new Inquiry(question, plan, policy, calls, log, timer, resumes);
    return new ChainRun(inquiry, report)
        .start()
        .whenComplete((reply, failure) -> forgetFailed(question, failure));
  }

  /** A defect ends a question without telling the listener. */
  private void forgetFailed(Question question, Throwable failure) {
    if (failure != null) {
      open.forget(question);
    }
  }
}
