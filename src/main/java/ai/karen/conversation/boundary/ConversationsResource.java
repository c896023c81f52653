package ai.karen.conversation.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.conversation.control.Conversations;
import ai.karen.conversation.control.Stored;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Position;
import ai.karen.door.boundary.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/** An owner's conversations. */
@Path(ConversationsResource.PATH)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
@RequiresScope(Scope.CHAT)
public class ConversationsResource {
  static final String PATH = "/api/conversations";

  private final Conversations conversations;
  private final IdempotencyKeys keys;
  private final Bodies bodies;
  private final Answers answers;

  /** For the container's client proxy. */
  protected ConversationsResource() {
    this(null, null, null, null);
  }

  @Inject
  public ConversationsResource(
      Conversations conversations, IdempotencyKeys keys, Bodies bodies, Answers answers) {
    this.conversations = conversations;
    this.keys = keys;
    this.bodies = bodies;
    this.answers = answers;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "createConversation", summary = "Begins a conversation")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.TITLE)))
  @APIResponse(
      responseCode = "201",
      description = "It is kept",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.CONVERSATION)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  public void create(
      @HeaderParam(IdempotencyKeys.HEADER) String key,
      @Context SecurityContext security,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse response) {
    IdempotencyKeys.requireFit(key);
    String owner = Owners.of(security);
    answers.answer(
        bodies
            .json(request)
            .thenCompose(
                body ->
                    conversations.create(
                        keys.identity(owner, "POST " + PATH, key, body), owner, Title.of(body)))
            .thenApply(ConversationsResource::created),
        response);
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "listConversations",
      summary = "The caller's conversations, the most recent first")
  @APIResponse(
      responseCode = "200",
      description =
          "A page of them; next_cursor leads to the next, null at the end; partial where"
              + " the database is away",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.CONVERSATIONS)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  public void list(
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") String limit,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    Position after = Cursors.read(cursor, Cursors.CONVERSATIONS);
    int rows = Limit.of(limit);
    answers.answer(
        conversations
            .list(Owners.of(security), after, rows + 1)
            .thenApply(found -> page(found, rows)),
        response);
  }

  private static Response created(Stored<Conversation> stored) {
    JsonObject json = ConversationJson.of(stored.value());
    Response answer = Answers.of(201, json, stored.degraded());
    answer.getHeaders().putSingle("Location", PATH + "/" + stored.value().id());
    return answer;
  }

  private static Response page(Stored<List<Conversation>> found, int limit) {
    return new Page<>(found, limit, Cursors.CONVERSATIONS)
        .answer(ConversationJson::of, Position::of);
  }
}
