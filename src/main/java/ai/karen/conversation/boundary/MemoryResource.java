package ai.karen.conversation.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.conversation.control.memory.Memories;
import ai.karen.conversation.control.memory.Memory;
import ai.karen.door.boundary.Bodies;
import ai.karen.json.entity.Json;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Searches what the caller said and was told. */
@Path("/api/memory/search")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
@RequiresScope(Scope.CHAT)
public class MemoryResource {
  private final Memories memories;
  private final Bodies bodies;
  private final Answers answers;

  /** For the container's client proxy. */
  protected MemoryResource() {
    this(null, null, null);
  }

  @Inject
  public MemoryResource(Memories memories, Bodies bodies, Answers answers) {
    this.memories = memories;
    this.bodies = bodies;
    this.answers = answers;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "searchMemory",
      summary = "The caller's own messages that are closest in meaning to a text",
      description = "A message can be found a few seconds after it was kept.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.SEARCH)))
  @APIResponse(
      responseCode = "200",
      description = "The closest first",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.MEMORIES)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  public void search(
      @Context SecurityContext security,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse response) {
    String owner = Owners.of(security);
    answers.answer(
        bodies
            .json(request)
            .thenApply(MemoryQuery::of)
            .thenCompose(query -> memories.search(owner, query.text(), query.limit()))
            .thenApply(MemoryResource::answer),
        response);
  }

  private static Response answer(Reading<List<Memory>> found) {
    JsonArrayBuilder data = Json.createArrayBuilder();
    found.value().forEach(memory -> data.add(json(memory)));
    JsonObjectBuilder json = Json.createObjectBuilder().add("data", data).addNull("next_cursor");
    if (found.partial()) {
      json.add("partial", true);
    }
    return Answers.of(200, json.build(), found.partial());
  }

  private static JsonObject json(Memory memory) {
    return Json.createObjectBuilder()
        .add("message", MessageJson.of(memory.message()))
        .add("conversation_id", memory.message().conversationId().toString())
        .add("score", Math.round(memory.score() * 1e4) / 1e4)
        .build();
  }
}
