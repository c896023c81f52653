package ai.karen.account.boundary;

import ai.karen.account.control.session.Access;
import ai.karen.account.control.session.RefreshRefused;
import ai.karen.account.entity.User;
import ai.karen.door.boundary.SuspendedAnswers;
import ai.karen.json.entity.Json;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** What logins and sessions answer with, on threads that may wait for a client. Thread-safe. */
@ApplicationScoped
public class AuthAnswers {
  private final SuspendedAnswers answers;

  /** For the container's client proxy. */
  protected AuthAnswers() {
    this(null);
  }

  @Inject
  public AuthAnswers(SuspendedAnswers answers) {
    this.answers = answers;
  }

  /** Answers with what the stage brings, or with its failure. */
  void answer(CompletionStage<Response> answer, AsyncResponse response) {
    answers.answer(answer, response, AuthAnswers::explained);
  }

  private static Throwable explained(Throwable failure) {
    return failure instanceof RefreshRefused refused
        ? new ProblemException(TokenRefusals.unauthorized(refused.refusal()))
        : failure;
  }

  static Response of(Access access) {
    return withCookies(access).build();
  }

  static Response.ResponseBuilder withCookies(Access access) {
    Response.ResponseBuilder answer = ok(json(access));
    if (access.refresh() != null) {
      answer.header("Set-Cookie", RefreshCookie.holding(access.refresh(), access.refreshSeconds()));
    }
    return answer;
  }

  /** To be kept by nobody on the way. */
  static Response.ResponseBuilder ok(JsonObject body) {
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store");
  }

  private static JsonObject json(Access access) {
    return Json.createObjectBuilder()
        .add("access_token", access.token())
        .add("token_type", "bearer")
        .add("expires_in", access.lifeSeconds())
        .add("user", json(access.user()))
        .build();
  }

  static JsonObject json(User user) {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("id", user.id().toString()).add("email", user.email());
    if (user.name() == null) {
      json.addNull("name");
    } else {
      json.add("name", user.name());
    }
    return json.add("role", user.role().word()).build();
  }
}
