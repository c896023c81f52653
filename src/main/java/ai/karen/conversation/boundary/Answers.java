package ai.karen.conversation.boundary;

import ai.karen.door.boundary.SuspendedAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Answers about conversations. Thread-safe. */
@ApplicationScoped
public class Answers {
  static final String DEGRADED = "x-karen-degraded";

  private final SuspendedAnswers answers;

  /** For the container's client proxy. */
  protected Answers() {
    this(null);
  }

  @Inject
  public Answers(SuspendedAnswers answers) {
    this.answers = answers;
  }

  /** Answers with what the stage brings, or with its failure. */
  void answer(CompletionStage<Response> answer, AsyncResponse response) {
    answers.answer(answer, response);
  }

  /**
   * @param entity null for nothing
   * @param degraded whether the database had no part in it
   */
  static Response of(int status, Object entity, boolean degraded) {
    Response.ResponseBuilder answer = Response.status(status);
    if (entity != null) {
      answer.entity(entity).type(MediaType.APPLICATION_JSON_TYPE);
    }
    if (degraded) {
      answer.header(DEGRADED, "database");
    }
    return answer.build();
  }
}
