package ai.karen.account.boundary;

import ai.karen.account.control.session.Bearers;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.User;
import ai.karen.problem.entity.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is logged in; asked often, so that it asks no store itself. */
@Path("/api/auth/me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
public class MeResource {
  private final Bearers bearers;

  /** For the container's client proxy. */
  protected MeResource() {
    this(null);
  }

  @Inject
  public MeResource(Bearers bearers) {
    this.bearers = bearers;
  }

  @GET
  @RolesAllowed("user")
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "me", summary = "Who is logged in")
  @APIResponse(
      responseCode = "200",
      description = "The user",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AuthExamples.ME)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public Response me(@Context SecurityContext security) {
    User user =
        Callers.of(security)
            .map(Caller::session)
            .flatMap(bearers::user)
            .orElseThrow(
                () ->
                    new ProblemException(TokenRefusals.unauthorized(TokenRefusal.SESSION_REVOKED)));
    return AuthAnswers.ok(AuthAnswers.json(user)).build();
  }
}
