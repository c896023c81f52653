package ai.karen.account.boundary;

import ai.karen.account.control.defence.DeviceCookies;
import ai.karen.account.control.session.Access;
import ai.karen.account.entity.LoginAttempt;
import ai.karen.door.boundary.Bodies;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Somebody logs in. */
@Path("/api/auth/login")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
public class LoginResource {
  private static final int LONGEST = 320;

  private final LoginCall call;
  private final Arrival arrival;
  private final Bodies bodies;
  private final StoreThreads threads;
  private final AuthAnswers answers;
  private final DeviceCookies devices;

  /** For the container's client proxy. */
  protected LoginResource() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public LoginResource(
      LoginCall call,
      Arrival arrival,
      Bodies bodies,
      StoreThreads threads,
      AuthAnswers answers,
      DeviceCookies devices) {
    this.call = call;
    this.arrival = arrival;
    this.bodies = bodies;
    this.threads = threads;
    this.answers = answers;
    this.devices = devices;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "login",
      summary = "Opens a session; the refresh value comes in a cookie and nowhere else")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AuthExamples.LOGIN)))
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
  public void logIn(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    String address = arrival.safely(request);
    String agent = Objects.toString(request.getHeader("User-Agent"), "");
    String device = DeviceCookie.of(request);
    answers.answer(
        bodies
            .smallJson(request)
            .thenCompose(
                body -> {
                  LoginAttempt attempt =
                      new LoginAttempt(text(body, "email").strip(), address, agent, device);
                  String password = text(body, "password");
                  return threads.supply(() -> answered(attempt, call.logIn(attempt, password)));
                }),
        response);
  }

  /** From now on the device is known. */
  private Response answered(LoginAttempt attempt, Access access) {
    return AuthAnswers.withCookies(access)
        .header("Set-Cookie", DeviceCookie.holding(devices.issue(attempt)))
        .build();
  }

  private static String text(JsonObject body, String name) {
    if (body.get(name) instanceof JsonString text
        && !text.getString().isEmpty()
        && text.getString().length() <= LONGEST
        && text.getString().indexOf('\0') < 0) {
      return text.getString();
    }
    throw new ProblemException(
        Problem.invalid(
            400,
            "invalid_value",
            "'" + name + "' must be a text of 1 to " + LONGEST + " characters",
            name));
  }
}
