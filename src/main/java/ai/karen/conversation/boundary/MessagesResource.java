package ai.karen.conversation.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.conversation.control.Conversations;
import ai.karen.conversation.control.Stored;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Position;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was said in a conversation. */
@Path("/api/conversations/{id}/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
@RequiresScope(Scope.CHAT)
public class MessagesResource {
  private final Conversations conversations;
  private final Answers answers;

  /** For the container's client proxy. */
  protected MessagesResource() {
    this(null, null);
  }

  @Inject
  public MessagesResource(Conversations conversations, Answers answers) {
    this.conversations = conversations;
    this.answers = answers;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "listMessages", summary = "A conversation's messages, the oldest first")
  @APIResponse(
      responseCode = "200",
      description =
          "A page of them; next_cursor leads to the next, null at the end; partial where"
              + " the database is away",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.MESSAGES)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  public void list(
      @PathParam("id") String id,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") String limit,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    Position after = Cursors.read(cursor, Cursors.MESSAGES);
    int rows = Limit.of(limit);
    answers.answer(
        conversations
            .messages(Ids.ofPath(id), Owners.of(security), after, rows + 1)
            .thenApply(found -> page(found, rows)),
        response);
  }

  private static Response page(Stored<List<Message>> found, int limit) {
    return new Page<>(found, limit, Cursors.MESSAGES).answer(MessageJson::of, Position::of);
  }
}
