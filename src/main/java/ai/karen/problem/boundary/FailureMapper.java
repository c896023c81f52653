package ai.karen.problem.boundary;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Catches everything. A mapper does not know its request, so that it leaves the answer to {@link
 * ProblemFilter}.
 */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {
  private static final int LEAST_ERROR = 400;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException outcome) {
      return isError(outcome.getResponse()) ? answer(outcome) : outcome.getResponse();
    }
    return Response.serverError().entity(new Failure(failure)).build();
  }

  /** Redirects and the automatic answer to OPTIONS travel as exceptions too. */
  private static boolean isError(Response response) {
    return response.getStatus() >= LEAST_ERROR;
  }

  /** Of the platform's own answer only the allowed methods are for the caller. */
  private static Response answer(WebApplicationException failure) {
    Response own = failure.getResponse();
    ResponseBuilder answer = Response.status(own.getStatus()).entity(new Failure(failure));
    if (own.getStatus() == Status.METHOD_NOT_ALLOWED.getStatusCode()) {
      answer.header(HttpHeaders.ALLOW, own.getHeaderString(HttpHeaders.ALLOW));
    }
    return answer.build();
  }
}
