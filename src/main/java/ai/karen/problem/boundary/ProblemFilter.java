package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes every error in the shape that the path's clients expect. */
@Provider
public class ProblemFilter implements ContainerResponseFilter {
  private static final int LEAST_ERROR = 400;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Failure failure) {
      Foreseen.headers(failure.cause()).forEach(response.getHeaders()::putSingle);
    }
    problem(new RequestFacts(request), response)
        .ifPresent(problem -> answer(problem, request, response));
  }

  private static Optional<Problem> problem(
      RequestFacts request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Failure failure) {
      return Optional.of(Foreseen.explained(failure.cause(), request));
    }
    boolean isBareError = response.getStatus() >= LEAST_ERROR && !response.hasEntity();
    return isBareError
        ? Optional.of(StatusProblems.of(response.getStatus(), request))
        : Optional.empty();
  }

  private static void answer(
      Problem problem, ContainerRequestContext request, ContainerResponseContext response) {
    AnsweredProblem.remember(request, problem);
    write(problem, new RequestFacts(request), response);
  }

  private static void write(
      Problem problem, RequestFacts request, ContainerResponseContext response) {
    response.setStatus(problem.status());
    addHeaders(problem, response.getHeaders());
    byte[] body =
        ProblemBody.of(problem, request.path(), request.id())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    MediaType type = MediaType.valueOf(ErrorShape.of(request.path()).mediaType());
    response.setEntity(body, new Annotation[0], type);
  }

  private static void addHeaders(Problem problem, MultivaluedMap<String, Object> headers) {
    headers.putSingle("x-should-retry", String.valueOf(problem.retryable()));
    headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    if (problem.retryAfter() != null) {
      headers.putSingle(HttpHeaders.RETRY_AFTER, ProblemBody.seconds(problem.retryAfter()));
    }
    if (problem.status() == Status.UNAUTHORIZED.getStatusCode()) {
      // RFC 9110, section 11.6.1: a 401 has to name a scheme.
      headers.putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
  }
}
