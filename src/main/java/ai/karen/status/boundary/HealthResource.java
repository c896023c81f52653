package ai.karen.status.boundary;

import ai.karen.status.control.HealthChecks;
import ai.karen.status.entity.HealthReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** MicroProfile Health on the application's own host; public, for load balancers. */
@Path("/health")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class HealthResource {
  private final HealthChecks checks;

  /** For the container's client proxy. */
  protected HealthResource() {
    this(null);
  }

  @Inject
  public HealthResource(HealthChecks checks) {
    this.checks = checks;
  }

  @GET
  @Operation(operationId = "health", summary = "All health checks")
  @APIResponse(ref = "healthUp", responseCode = "200")
  @APIResponse(ref = "healthDown", responseCode = "503")
  public Response all() {
    return answer(checks.all());
  }

  @GET
  @Path("/live")
  @Operation(operationId = "healthLive", summary = "Whether the process should be kept")
  @APIResponse(ref = "healthUp", responseCode = "200")
  @APIResponse(ref = "healthDown", responseCode = "503")
  public Response live() {
    return answer(checks.live());
  }

  @GET
  @Path("/ready")
  @Operation(
      operationId = "healthReady",
      summary = "Whether the engine serves, be it in a degraded way",
      description =
          "Each check's data carries mode (primary, or the fallback's name), since, reason.")
  @APIResponse(ref = "healthUp", responseCode = "200")
  @APIResponse(ref = "healthDown", responseCode = "503")
  public Response ready() {
    return answer(checks.ready());
  }

  @GET
  @Path("/started")
  @Operation(operationId = "healthStarted", summary = "Whether the engine has started")
  @APIResponse(ref = "healthUp", responseCode = "200")
  @APIResponse(ref = "healthDown", responseCode = "503")
  public Response started() {
    return answer(checks.started());
  }

  private static Response answer(HealthReport report) {
    return Response.status(report.isUp() ? 200 : 503)
        .entity(HealthJson.of(report))
        .cacheControl(Caching.none())
        .build();
  }
}
