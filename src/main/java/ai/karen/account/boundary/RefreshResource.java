package ai.karen.account.boundary;

import ai.karen.account.entity.TokenRefusal;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * A session goes on. Never deletes the cookie: a parallel call may have brought the client another
 * one by then.
 */
@Path("/api/auth/refresh")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
public class RefreshResource {
  private final RefreshCall call;
  private final Arrival arrival;
  private final StoreThreads threads;
  private final AuthAnswers answers;

  /** For the container's client proxy. */
  protected RefreshResource() {
    this(null, null, null, null);
  }

  @Inject
  public RefreshResource(
      RefreshCall call, Arrival arrival, StoreThreads threads, AuthAnswers answers) {
    this.call = call;
    this.arrival = arrival;
    this.threads = threads;
    this.answers = answers;
  }

  @POST
  @Operation(
      operationId = "refresh",
      summary = "Another access token for the session of the refresh cookie",
      description =
          "Only a 401 means that the session is over; after a 503 or no answer it goes on.")
  @APIResponse(
      responseCode = "200",
      description = "An access token",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AuthExamples.ACCESS)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void refresh(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    String address = arrival.safely(request);
    String value =
        RefreshCookie.of(request)
            .orElseThrow(
                () -> new ProblemException(TokenRefusals.unauthorized(TokenRefusal.MISSING)));
    answers.answer(
        threads.supply(() -> call.refresh(value, address)).thenApply(AuthAnswers::of), response);
  }
}
