package ai.karen.chat.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.json.entity.Json;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.ListedModel;
import ai.karen.provider.control.ModelList;
import ai.karen.provider.control.ModelNames;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The names that a request may carry in {@code model}. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "OpenAI-compatible")
@RequiresScope(Scope.CHAT)
public class ModelsResource {
  private final ModelList models;
  private final ModelNames names;

  /** For the container's client proxy. */
  protected ModelsResource() {
    this(null, null);
  }

  @Inject
  public ModelsResource(ModelList models, ModelNames names) {
    this.models = models;
    this.names = names;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "listModels", summary = "Chains, provider models and local models")
  @APIResponse(
      responseCode = "200",
      description = "The answer",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = ChatExamples.MODELS)))
  @APIResponse(ref = "openaiUnauthorized", responseCode = "401")
  @APIResponse(ref = "openaiForbidden", responseCode = "403")
  public JsonObject list() {
    JsonArrayBuilder data = Json.createArrayBuilder();
    models.all().forEach(model -> data.add(json(model)));
    return Json.createObjectBuilder().add("object", "list").add("data", data).build();
  }

  /** Names such as {@code ollama/llama3} have a slash. */
  @GET
  @Path("{id: .+}")
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "model", summary = "One model by its name")
  @APIResponse(
      responseCode = "200",
      description = "The answer",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = ChatExamples.MODEL)))
  @APIResponse(ref = "openaiUnauthorized", responseCode = "401")
  @APIResponse(ref = "openaiForbidden", responseCode = "403")
  @APIResponse(ref = "openaiNotFound", responseCode = "404")
  public JsonObject find(@PathParam("id") String id) {
    return models
        .find(id)
        .map(ModelsResource::json)
        .orElseThrow(() -> new ProblemException(names.notFound(id)));
  }

  private static JsonObject json(ListedModel model) {
    return Json.createObjectBuilder()
        .add("id", model.id())
        .add("object", "model")
        .add("created", model.created().getEpochSecond())
        .add("owned_by", model.owner())
        .build();
  }
}
