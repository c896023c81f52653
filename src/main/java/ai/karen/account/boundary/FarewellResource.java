package ai.karen.account.boundary;

import ai.karen.account.control.user.Farewell;
import ai.karen.account.control.user.PasswordChange;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.door.boundary.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** People delete their accounts, with everything that belongs to them. */
@Path("/api/auth/me")
@RequestScoped
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login and sessions")
public class FarewellResource {
  private final Farewell farewell;
  private final PasswordChange passwords;
  private final Bodies bodies;
  private final AccountAnswers answers;
  private final AccountEvents events;
  private final Arrival arrival;

  /** For the container's client proxy. */
  protected FarewellResource() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public FarewellResource(
      Farewell farewell,
      PasswordChange passwords,
      Bodies bodies,
      AccountAnswers answers,
      AccountEvents events,
      Arrival arrival) {
    this.farewell = farewell;
    this.passwords = passwords;
    this.bodies = bodies;
    this.answers = answers;
    this.events = events;
    this.arrival = arrival;
  }

  @DELETE
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "deleteOwnAccount",
      summary = "Deletes the caller's account with keys, sessions and conversations",
      description = "Asks for the password; 409 for the last active administrator.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.PROOF)))
  @APIResponse(responseCode = "204", description = "Nothing of it is left")
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void delete(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    arrival.safely(request);
    Persons.Person person = Persons.require(security);
    AccountEvents.Place place = events.place(request, security);
    answers.answer(
        answers.when(bodies.smallJson(request), body -> deleted(body, person, place)), response);
  }

  private Response deleted(JsonObject body, Persons.Person person, AccountEvents.Place place) {
    String password = Members.required(body, "password");
    String subject = person.id().toString();
    try {
      passwords.prove(person.id(), password);
      farewell.delete(person.id());
    } catch (RuntimeException refusal) {
      place.record("user_deleted", Outcome.REFUSED, subject);
      throw refusal;
    }
    place.record("user_deleted", Outcome.SUCCESS, subject);
    return Response.noContent().build();
  }
}
