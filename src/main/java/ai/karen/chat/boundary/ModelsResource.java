package ai.karen.chat.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.control.ListedModel;
import ai.karen.provider.control.ModelList;
import ai.karen.provider.control.ModelNames;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The names that a request may carry in {@code model}. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
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
  public JsonObject list() {
    JsonArrayBuilder data = Json.createArrayBuilder();
    models.all().forEach(model -> data.add(json(model)));
    return Json.createObjectBuilder().add("object", "list").add("data", data).build();
  }

  /** Names such as {@code ollama/llama3} have a slash. */
  @GET
  @Path("{id: .+}")
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
