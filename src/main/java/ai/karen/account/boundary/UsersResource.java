package ai.karen.account.boundary;

import ai.karen.account.entity.Scope;
import ai.karen.door.boundary.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who has an account, for administrators. */
@Path("/api/admin/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
@RequiresScope(Scope.ADMIN)
public class UsersResource {
  private final UsersCall call;
  private final Bodies bodies;
  private final AccountAnswers answers;
  private final AccountEvents events;

  /** For the container's client proxy. */
  protected UsersResource() {
    this(null, null, null, null);
  }

  @Inject
  public UsersResource(
      UsersCall call, Bodies bodies, AccountAnswers answers, AccountEvents events) {
    this.call = call;
    this.bodies = bodies;
    this.answers = answers;
    this.events = events;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "listUsers", summary = "Who has an account, the oldest first")
  @APIResponse(
      responseCode = "200",
      description = "A page of them; next_cursor leads to the next, null at the end",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.USERS)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void list(
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") String limit,
      @Suspended AsyncResponse response) {
    Cursor after = Cursor.read(cursor, Cursor.USERS);
    int most = Cursor.limit(limit);
    answers.answer(() -> call.list(after, most), response);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "createUser", summary = "Makes an account")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.NEW_USER)))
  @APIResponse(
      responseCode = "201",
      description = "The account",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.USER)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void create(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    AccountEvents.Place place = events.place(request, security);
    answers.answer(
        answers.when(bodies.smallJson(request), body -> call.create(body, place)), response);
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "changeUser",
      summary = "Changes role, active or name",
      description = "409 for the last active administrator.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.CHANGE)))
  @APIResponse(
      responseCode = "200",
      description = "The account as it is now",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.USER)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void change(
      @PathParam("id") String text,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    UUID id = UsersCall.id(text);
    AccountEvents.Place place = events.place(request, security);
    answers.answer(
        answers.when(bodies.smallJson(request), body -> call.change(id, body, place)), response);
  }

  @DELETE
  @Path("{id}")
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "deleteUser",
      summary = "Deletes an account with its keys, sessions and conversations",
      description = "409 for the last active administrator.")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void delete(
      @PathParam("id") String text,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    UUID id = UsersCall.id(text);
    AccountEvents.Place place = events.place(request, security);
    answers.answer(() -> call.delete(id, place), response);
  }
}
