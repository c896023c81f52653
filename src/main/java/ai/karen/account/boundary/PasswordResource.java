package ai.karen.account.boundary;

import ai.karen.account.control.user.PasswordChange;
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

/** People change their passwords. */
@Path("/api/auth/password")
@RequestScoped
@RequiresCaller
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login and sessions")
public class PasswordResource {
  private final PasswordChange change;
  private final Bodies bodies;
  private final AccountAnswers answers;
  private final AccountEvents events;
  private final Arrival arrival;

  /** For the container's client proxy. */
  protected PasswordResource() {
    this(null, null, null, null, null);
  }

  @Inject
  public PasswordResource(
      PasswordChange change,
      Bodies bodies,
      AccountAnswers answers,
      AccountEvents events,
      Arrival arrival) {
    this.change = change;
    this.bodies = bodies;
    this.answers = answers;
    this.events = events;
    this.arrival = arrival;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "changePassword",
      summary = "Changes the caller's password, and ends their other sessions where asked for")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AccountExamples.PASSWORDS)))
  @APIResponse(responseCode = "204", description = "The new one counts from now on")
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void change(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    arrival.safely(request);
    Persons.Person person = Persons.require(security);
    AccountEvents.Place place = events.place(request, security);
    answers.answer(
        answers.when(bodies.smallJson(request), body -> changed(body, person, place)), response);
  }

  private Response changed(JsonObject body, Persons.Person person, AccountEvents.Place place) {
    String old = Members.required(body, "old_password");
    String chosen = Members.required(body, "new_password");
    UUID kept = Members.flag(body, "end_other_sessions").orElse(false) ? person.session() : null;
    String subject = person.id().toString();
    try {
      change.change(person.id(), old, chosen, kept);
    } catch (RuntimeException refusal) {
      place.record("password_changed", Outcome.REFUSED, subject);
      throw refusal;
    }
    place.record("password_changed", Outcome.SUCCESS, subject);
    return Response.noContent().build();
  }
}
