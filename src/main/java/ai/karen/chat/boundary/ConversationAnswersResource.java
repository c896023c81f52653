package ai.karen.chat.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.chat.control.ConversationReply;
import ai.karen.chat.control.ConversationTurn;
import ai.karen.chat.control.Deadlines;
import ai.karen.chat.control.Departures;
import ai.karen.chat.control.Metering;
import ai.karen.chat.control.TurnRequest;
import ai.karen.chat.entity.AnswerRequest;
import ai.karen.conversation.boundary.IdempotencyKeys;
import ai.karen.conversation.boundary.Ids;
import ai.karen.conversation.boundary.Owners;
import ai.karen.conversation.control.Saying;
import ai.karen.door.boundary.Bodies;
import ai.karen.door.control.AnswerThreads;
import ai.karen.problem.boundary.RequestIds;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.control.Reply;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions within a conversation, answered with what was said before. */
@Path("/api/conversations/{id}/messages")
@RequestScoped
@Tag(name = "Conversations")
public class ConversationAnswersResource {
  private final ConversationTurn turn;
  private final IdempotencyKeys keys;
  private final Deadlines deadlines;
  private final Departures departures;
  private final Timer timer;
  private final AnswerThreads threads;
  private final Bodies bodies;
  private final Metering metering;

  /** For the container's client proxy. */
  protected ConversationAnswersResource() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public ConversationAnswersResource(
      ConversationTurn turn,
      IdempotencyKeys keys,
      Deadlines deadlines,
      Departures departures,
      Timer timer,
      AnswerThreads threads,
      Bodies bodies,
      Metering metering) {
    this.turn = turn;
    this.keys = keys;
    this.deadlines = deadlines;
    this.departures = departures;
    this.timer = timer;
    this.threads = threads;
    this.bodies = bodies;
    this.metering = metering;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @RequiresScope(Scope.CHAT)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "createMessage",
      summary = "Says something in a conversation and answers it, streamed or not",
      description =
          "Both messages are kept before the end of the answer is told. Members: content, stream,"
              + " model, parent_id. A stream is one of chat completions; its last chunk carries"
              + " karen.message_id.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = ChatExamples.SAYING)))
  @APIResponse(
      responseCode = "200",
      description = "The answer",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(type = SchemaType.OBJECT),
            examples = @ExampleObject(name = "example", value = ChatExamples.TURN)),
        @Content(
            mediaType = "text/event-stream",
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "example", value = ChatExamples.STREAM))
      })
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "notFound", responseCode = "404")
  @APIResponse(
      responseCode = "503",
      description =
          "The engine can't do it now. answer_not_kept: the question is kept, and repeating the"
              + " request with the same Idempotency-Key brings the answer without doubling it."
              + " answer_kept_in_part: so is the beginning of the answer. Any other code of the"
              + " stores: nothing was kept, or the sentence says that this is not known",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "answer_not_kept", value = ChatExamples.NOT_KEPT)))
  public void say(
      @PathParam("id") String conversation,
      @HeaderParam(IdempotencyKeys.HEADER) String key,
      @HeaderParam(Deadlines.HEADER) String timeout,
      @Context SecurityContext security,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse response) {
    IdempotencyKeys.requireFit(key);
    UUID id = Ids.ofPath(conversation);
    Caller caller = Owners.caller(security);
    metering.admit(caller);
    String requestId = RequestIds.of(request);
    Deadline deadline = deadlines.of(timeout);
    // Made here, because off the request's own thread the request can't be asked any more.
    Client client = Client.of(request, departures);
    StreamedCompletion stream =
        new StreamedCompletion(request, response, client, deadline, timer, threads);
    bodies
        .json(request)
        .thenAccept(
            body -> {
              AnswerRequest asked = AnswerFields.of(body);
              Saying saying = saying(id, caller.owner(), key, body, asked);
              TurnRequest wanted =
                  new TurnRequest(
                      asked, caller, saying, requestId, deadline, client.cancellation());
              answer(wanted, stream, client, response);
            })
        .exceptionallyAsync(client.refuseBy(response), threads);
  }

  private Saying saying(
      UUID conversation, String owner, String key, JsonObject body, AnswerRequest asked) {
    String route = "POST /api/conversations/" + conversation + "/messages";
    return new Saying(
        keys.identity(owner, route, key, body),
        conversation,
        owner,
        asked.content(),
        asked.parent());
  }

  private void answer(
      TurnRequest wanted, StreamedCompletion stream, Client client, AsyncResponse response) {
    CompletionStage<ConversationReply> reply = turn.begin(wanted);
    if (wanted.asked().streaming()) {
      stream.answer(reply.thenApply(Reply.class::cast));
    } else {
      reply.thenCompose(WholeTurn::of).whenCompleteAsync(client.answerBy(response), threads);
    }
  }
}
