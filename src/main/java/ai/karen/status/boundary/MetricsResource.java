package ai.karen.status.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.status.control.MetricsPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The engine's figures for Prometheus. */
@Path("/metrics")
@ApplicationScoped
@Tag(name = "Operations")
public class MetricsResource {
  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

  private final MetricsPage page;

  /** For the container's client proxy. */
  protected MetricsResource() {
    this(null);
  }

  @Inject
  public MetricsResource(MetricsPage page) {
    this.page = page;
  }

  @GET
  @RequiresScope(Scope.METRICS)
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "metrics", summary = "Figures in Prometheus text format")
  @APIResponse(
      responseCode = "200",
      description = "Text exposition format 0.0.4",
      content =
          @Content(
              mediaType = "text/plain",
              schema =
                  @Schema(
                      type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING),
              examples = @ExampleObject(name = "attempts", value = ApiExamples.METRICS)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  public Response metrics() {
    // Not @Produces: a scraper's Accept header must not turn the page into a 406.
    return Response.ok(page.text())
        .header("Content-Type", EXPOSITION)
        .cacheControl(Caching.none())
        .build();
  }
}
