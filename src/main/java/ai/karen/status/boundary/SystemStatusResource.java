package ai.karen.status.boundary;

import ai.karen.status.control.HealthChecks;
import ai.karen.status.control.SystemStatusReport;
import ai.karen.status.entity.HealthReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the engine is, for people: a table for everybody, the insides for administrators. */
@Path("/system/status")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class SystemStatusResource {
  private static final String ADMINISTRATOR = "admin";

  private final HealthChecks checks;
  private final SystemStatusReport report;
  private final AdministratorView insides;

  /** For the container's client proxy. */
  protected SystemStatusResource() {
    this(null, null, null);
  }

  @Inject
  public SystemStatusResource(
      HealthChecks checks, SystemStatusReport report, AdministratorView insides) {
    this.checks = checks;
    this.report = report;
    this.insides = insides;
  }

  @GET
  @Operation(
      operationId = "systemStatus",
      summary = "A row per system, from measured facts only",
      description =
          "Callers with the scope admin also see providers, chains and settings, secrets masked.")
  @APIResponse(
      responseCode = "200",
      description = "The table; 200 whatever it says",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "degraded", value = ApiExamples.STATUS)))
  public Response status(@Context SecurityContext caller) {
    HealthReport ready = checks.ready();
    JsonObject table = StatusJson.of(report.report(ready));
    return Response.ok(isAdministrator(caller) ? insides.addTo(table, ready) : table)
        .cacheControl(Caching.none())
        .header("Vary", "Authorization")
        .build();
  }

  private static boolean isAdministrator(SecurityContext caller) {
    return caller.getUserPrincipal() != null && caller.isUserInRole(ADMINISTRATOR);
  }
}
