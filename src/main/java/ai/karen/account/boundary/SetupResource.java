package ai.karen.account.boundary;

import ai.karen.account.control.user.Setup;
import ai.karen.account.entity.User;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.door.boundary.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The first start: makes the first administrator, once. */
@Path("/api/setup")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login and sessions")
public class SetupResource {
  private final Setup setup;
  private final Bodies bodies;
  private final AccountAnswers answers;
  private final AccountEvents events;
  private final Arrival arrival;

  /** For the container's client proxy. */
  protected SetupResource() {
    this(null, null, null, null, null);
  }

  @Inject
  public SetupResource(
      Setup setup, Bodies bodies, AccountAnswers answers, AccountEvents events, Arrival arrival) {
    this.setup = setup;
    this.bodies = bodies;
    this.answers = answers;
    this.events = events;
    this.arrival = arrival;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setUp",
      summary = "Makes the first administrator, with the one-time code from the data folder",
      description = "404 once there is an administrator; 503 while that can't be known.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.SETUP)))
  @APIResponse(
      responseCode = "201",
      description = "The administrator",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.USER)))
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void setUp(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    String address = arrival.safely(request);
    AccountEvents.Place place = events.place(request);
    answers.answer(
        answers.when(bodies.smallJson(request), body -> made(body, address, place)), response);
  }

  private Response made(JsonObject body, String address, AccountEvents.Place place) {
    String code = Members.required(body, "code");
    String email = Members.required(body, "email");
    String password = Members.required(body, "password");
    String name = Members.text(body, "name").orElse(null);
    try {
      User administrator = setup.administrator(code, address, email, password, name);
      place.record("setup", Outcome.SUCCESS, administrator.id().toString());
      return Response.status(201).entity(UserJson.of(administrator)).build();
    } catch (RuntimeException refusal) {
      place.record("setup", Outcome.REFUSED, null);
      throw refusal;
    }
  }
}
