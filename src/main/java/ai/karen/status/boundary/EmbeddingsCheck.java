package ai.karen.status.boundary;

import ai.karen.health.control.ConditionCheck;
import ai.karen.health.entity.Condition;
import ai.karen.language.control.Embedder;
import ai.karen.language.entity.Readiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Always up: where the embedding model is missing, texts are compared by their words. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class EmbeddingsCheck extends ConditionCheck {
  private final Embedder embedder;

  /** For the container's client proxy. */
  protected EmbeddingsCheck() {
    this.embedder = null;
  }

  @Inject
  public EmbeddingsCheck(Embedder embedder, Clock clock) {
    super("embeddings", clock);
    this.embedder = embedder;
  }

  @Override
  protected Condition condition() {
    Readiness readiness = embedder.readiness();
    return readiness.available()
        ? Condition.primary()
        : Condition.fallback("lexical", readiness.reason());
  }
}
