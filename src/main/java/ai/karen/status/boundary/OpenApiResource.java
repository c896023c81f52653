package ai.karen.status.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The description of the whole API, made by the build from the resources' annotations. */
@Path("/openapi")
@ApplicationScoped
@Tag(name = "Operations")
public class OpenApiResource {
  private final ApiDocument document;

  /** For the container's client proxy. */
  protected OpenApiResource() {
    this(null);
  }

  @Inject
  public OpenApiResource(ApiDocument document) {
    this.document = document;
  }

  @GET
  @Operation(operationId = "openapi", summary = "This description, as YAML or JSON")
  @APIResponse(
      responseCode = "200",
      description = "OpenAPI 3.1",
      content = {
        @Content(
            mediaType = "application/yaml",
            examples = @ExampleObject(name = "yaml", value = "openapi: 3.1.0")),
        @Content(
            mediaType = "application/json",
            examples = @ExampleObject(name = "json", value = "{\"openapi\":\"3.1.0\"}"))
      })
  public Response openapi(
      @Parameter(description = "JSON or YAML; wins over Accept", example = "JSON")
          @QueryParam("format")
          String format,
      @Context HttpHeaders headers) {
    return wantsJson(format, headers)
        ? Response.ok(document.json(), "application/json").header("Vary", "Accept").build()
        : Response.ok(document.yaml(), "application/yaml").header("Vary", "Accept").build();
  }

  /** YAML where nothing is asked for, as MicroProfile OpenAPI has it. */
  private static boolean wantsJson(String format, HttpHeaders headers) {
    if (format != null) {
      return format.equalsIgnoreCase("JSON");
    }
    return headers.getAcceptableMediaTypes().stream().anyMatch(OpenApiResource::isJson);
  }

  private static boolean isJson(MediaType type) {
    return type.getType().equals("application") && type.getSubtype().endsWith("json");
  }
}
