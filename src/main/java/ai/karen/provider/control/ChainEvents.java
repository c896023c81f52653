package ai.karen.provider.control;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.QuestionEnded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells whoever observes; an observer that fails costs nobody an answer. */
@ApplicationScoped
public class ChainEvents implements ChainListener {
  private static final Logger LOG = System.getLogger(ChainEvents.class.getName());

  private final Event<AttemptEnded> attempts;
  private final Event<QuestionEnded> questions;

  /** For the container's client proxy. */
  protected ChainEvents() {
    this(null, null);
  }

  @Inject
  public ChainEvents(Event<AttemptEnded> attempts, Event<QuestionEnded> questions) {
    this.attempts = attempts;
    this.questions = questions;
  }

  @Override
  public void attemptEnded(AttemptEnded event) {
    quietly(() -> attempts.fire(event));
  }

  @Override
  public void questionEnded(QuestionEnded event) {
    quietly(() -> questions.fire(event));
  }

  private static void quietly(Runnable observers) {
    try {
      observers.run();
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "An observer of chain events failed", defect);
    }
  }
}
