package ai.karen.conversation.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.conversation.control.Conversations;
import ai.karen.door.boundary.Bodies;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One conversation. */
@Path("/api/conversations/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
@RequiresScope(Scope.CHAT)
public class ConversationResource {
  private final Conversations conversations;
  private final IdempotencyKeys keys;
  private final Bodies bodies;
  private final Answers answers;

  /** For the container's client proxy. */
  protected ConversationResource() {
    this(null, null, null, null);
  }

  @Inject
  public ConversationResource(
      Conversations conversations, IdempotencyKeys keys, Bodies bodies, Answers answers) {
    this.conversations = conversations;
    this.keys = keys;
    this.bodies = bodies;
    this.answers = answers;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "conversation", summary = "One conversation, without its messages")
  @APIResponse(
      responseCode = "200",
      description = "The conversation",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.CONVERSATION)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  public void find(
      @PathParam("id") String id,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    answers.answer(
        conversations
            .find(Ids.ofPath(id), Owners.of(security))
            .thenApply(
                found -> Answers.of(200, ConversationJson.of(found.value()), found.degraded())),
        response);
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirement(name = "bearer")
  @Operation(operationId = "renameConversation", summary = "Gives a conversation another title")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.TITLE)))
  @APIResponse(
      responseCode = "200",
      description = "The conversation",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.CONVERSATION)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  public void rename(
      @PathParam("id") String id,
      @HeaderParam(IdempotencyKeys.HEADER) String key,
      @Context SecurityContext security,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse response) {
    IdempotencyKeys.requireFit(key);
    UUID conversation = Ids.ofPath(id);
    String owner = Owners.of(security);
    String route = "PATCH " + ConversationsResource.PATH + "/" + conversation;
    answers.answer(
        bodies
            .json(request)
            .thenCompose(
                body ->
                    conversations.rename(
                        keys.identity(owner, route, key, body),
                        conversation,
                        owner,
                        Title.required(body)))
            .thenApply(
                stored -> Answers.of(200, ConversationJson.of(stored.value()), stored.degraded())),
        response);
  }

  @DELETE
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "deleteConversation",
      summary = "Deletes a conversation and its messages, for good")
  @APIResponse(
      responseCode = "204",
      description = "It is deleted, also where the same Idempotency-Key deleted it before")
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  public void delete(
      @PathParam("id") String id,
      @HeaderParam(IdempotencyKeys.HEADER) String key,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    IdempotencyKeys.requireFit(key);
    UUID conversation = Ids.ofPath(id);
    String owner = Owners.of(security);
    String route = "DELETE " + ConversationsResource.PATH + "/" + conversation;
    answers.answer(
        conversations
            .delete(
                keys.identity(owner, route, key, JsonValue.EMPTY_JSON_OBJECT), conversation, owner)
            .thenApply(degraded -> Answers.of(204, null, degraded)),
        response);
  }
}
