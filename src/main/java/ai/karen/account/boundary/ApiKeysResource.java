package ai.karen.account.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.door.boundary.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's API keys; for administrators, also those of service accounts. */
@Path("/api/auth/api-keys")
@RequestScoped
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login and sessions")
public class ApiKeysResource {
  private final ApiKeysCall call;
  private final Bodies bodies;
  private final AccountAnswers answers;
  private final AccountEvents events;

  /** For the container's client proxy. */
  protected ApiKeysResource() {
    this(null, null, null, null);
  }

  @Inject
  public ApiKeysResource(
      ApiKeysCall call, Bodies bodies, AccountAnswers answers, AccountEvents events) {
    this.call = call;
    this.bodies = bodies;
    this.answers = answers;
    this.events = events;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "listApiKeys", summary = "The caller's API keys, the oldest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of them; next_cursor leads to the next, null at the end",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.KEYS)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  public void list(
      @QueryParam("owner") String wanted,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") String limit,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    String owner = ApiKeysCall.owner(wanted, Persons.requireManager(security));
    Cursor after = Cursor.read(cursor, Cursor.KEYS);
    int most = Cursor.limit(limit);
    answers.answer(() -> call.list(owner, after, most), response);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "createApiKey",
      summary = "Makes an API key; its text is in the answer and nowhere else",
      description =
          "Members: scopes, name, expires_at, models, requests_per_minute, tokens_per_minute,"
              + " token_budget, replaces (the id of the key that it follows; that one lives on for"
              + " a day), owner (for administrators: service or service:<name>).")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.WISHES)))
  @APIResponse(
      responseCode = "201",
      description = "The key",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.NEW_KEY)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void make(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    Caller caller = Persons.requireManager(security);
    AccountEvents.Place place = events.place(request, security);
    answers.answer(
        answers.when(bodies.smallJson(request), body -> call.make(body, caller, place)), response);
  }

  @DELETE
  @Path("{id}")
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "revokeApiKey", summary = "Takes an API key back, for good")
  @APIResponse(responseCode = "204", description = "It is of no use any more")
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  public void revoke(
      @PathParam("id") String id,
      @QueryParam("owner") String wanted,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    String owner = ApiKeysCall.owner(wanted, Persons.requireManager(security));
    AccountEvents.Place place = events.place(request, security);
    answers.answer(() -> call.revoke(id, owner, place), response);
  }
}
