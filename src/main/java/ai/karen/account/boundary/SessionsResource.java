package ai.karen.account.boundary;

import ai.karen.account.control.session.OwnSessions;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.LoginSession;
import ai.karen.json.entity.Json;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.entity.Reading;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where somebody is logged in. */
@Path("/api/auth/sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
@RolesAllowed("user")
public class SessionsResource {
  private final OwnSessions sessions;
  private final StoreThreads threads;
  private final AuthAnswers answers;
  private final Arrival arrival;

  /** For the container's client proxy. */
  protected SessionsResource() {
    this(null, null, null, null);
  }

  @Inject
  public SessionsResource(
      OwnSessions sessions, StoreThreads threads, AuthAnswers answers, Arrival arrival) {
    this.sessions = sessions;
    this.threads = threads;
    this.answers = answers;
    this.arrival = arrival;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "sessions", summary = "Where the caller is logged in")
  @APIResponse(
      responseCode = "200",
      description = "The sessions, the most recently used first",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AuthExamples.SESSIONS)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void list(@Context SecurityContext security, @Suspended AsyncResponse response) {
    Caller caller = Callers.required(security);
    answer(() -> answer(sessions.of(caller), caller), response);
  }

  @DELETE
  @Path("/{id}")
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "endSession", summary = "Ends a session of the caller's, everywhere")
  @APIResponse(responseCode = "204", description = "It is over")
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void end(
      @PathParam("id") String id,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    Caller caller = Callers.required(security);
    String address = arrival.from(request);
    answer(() -> done(() -> sessions.end(caller, id, address)), response);
  }

  @DELETE
  @Path("/{id}/tokens/{token}")
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "revokeToken",
      summary = "Revokes one access token by its jti; its session goes on")
  @APIResponse(responseCode = "204", description = "It opens nothing any more")
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void revoke(
      @PathParam("id") String id,
      @PathParam("token") String token,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    Caller caller = Callers.required(security);
    String address = arrival.from(request);
    answer(() -> done(() -> sessions.endToken(caller, id, token, address)), response);
  }

  private void answer(Supplier<Response> work, AsyncResponse response) {
    answers.answer(threads.supply(work), response);
  }

  private static Response done(Runnable work) {
    work.run();
    return Response.noContent().build();
  }

  private Response answer(Reading<List<LoginSession>> reading, Caller caller) {
    JsonArrayBuilder data = Json.createArrayBuilder();
    reading.value().forEach(session -> data.add(json(session, caller)));
    JsonObjectBuilder page = Json.createObjectBuilder().add("data", data).addNull("next_cursor");
    return reading.partial()
        ? AuthAnswers.ok(page.add("partial", true).build())
            .header("x-karen-degraded", "database")
            .build()
        : AuthAnswers.ok(page.build()).build();
  }

  private JsonObject json(LoginSession session, Caller caller) {
    return Json.createObjectBuilder()
        .add("id", session.id().toString())
        .add("current", session.id().equals(caller.session()))
        .add("device", session.device())
        .add("address", session.address())
        .add("created_at", session.createdAt().toString())
        .add("last_used_at", session.lastUsedAt().toString())
        .add("expires_at", sessions.end(session).toString())
        .build();
  }
}
