package ai.karen.account.boundary;

import ai.karen.account.control.session.Logout;
import ai.karen.account.entity.Caller;
import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Somebody logs out, by the cookie or else by an access token, which has to be good then. */
@Path("/api/auth/logout")
@RequestScoped
@Tag(name = "Login")
public class LogoutResource {
  private final Logout logout;
  private final Arrival arrival;
  private final StoreThreads threads;
  private final AuthAnswers answers;

  /** For the container's client proxy. */
  protected LogoutResource() {
    this(null, null, null, null);
  }

  @Inject
  public LogoutResource(Logout logout, Arrival arrival, StoreThreads threads, AuthAnswers answers) {
    this.logout = logout;
    this.arrival = arrival;
    this.threads = threads;
    this.answers = answers;
  }

  @POST
  @Operation(
      operationId = "logout",
      summary = "Ends the session, or with everywhere=true all of the user's")
  @APIResponse(responseCode = "204", description = "It is over, on every node")
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void logOut(
      @QueryParam("everywhere") @DefaultValue("false") boolean everywhere,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    String cookie = RefreshCookie.of(request).orElse(null);
    if (cookie == null) {
      Verdicts.refuseBadToken(request);
    }
    UUID session = Callers.of(security).map(Caller::session).orElse(null);
    String address = arrival.from(request);
    answers.answer(threads.supply(() -> done(cookie, session, everywhere, address)), response);
  }

  private Response done(String cookie, UUID session, boolean everywhere, String address) {
    logout.logOut(cookie, session, everywhere, address);
    return Response.noContent()
        .header("Set-Cookie", RefreshCookie.deleted())
        .header("Cache-Control", "no-store")
        .build();
  }
}
