package ai.karen.chat.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.chat.control.AnswerThreads;
import ai.karen.chat.control.ChatTurn;
import ai.karen.chat.control.Deadlines;
import ai.karen.chat.control.Departures;
import ai.karen.chat.control.KeptAnswers;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.door.boundary.Bodies;
import ai.karen.problem.boundary.RequestIds;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.control.Reply;
import ai.karen.timing.control.Timer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** OpenAI's chat completions, streamed and not. */
@Path("/v1/chat/completions")
@RequestScoped
@Tag(name = "OpenAI-compatible")
public class ChatCompletionsResource {
  private final ChatTurn turn;
  private final Deadlines deadlines;
  private final Departures departures;
  private final Timer timer;
  private final AnswerThreads threads;
  private final Bodies bodies;
  private final KeptAnswers kept;

  /** For the container's client proxy. */
  protected ChatCompletionsResource() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public ChatCompletionsResource(
      ChatTurn turn,
      Deadlines deadlines,
      Departures departures,
      Timer timer,
      AnswerThreads threads,
      Bodies bodies,
      KeptAnswers kept) {
    this.turn = turn;
    this.deadlines = deadlines;
    this.departures = departures;
    this.timer = timer;
    this.threads = threads;
    this.bodies = bodies;
    this.kept = kept;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @RequiresScope(Scope.CHAT)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "createChatCompletion",
      summary = "Answers a conversation, streamed or not",
      description =
          "OpenAI chat completions over a chain of providers; fields that the engine does not know"
              + " pass through.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = ChatExamples.QUESTION)))
  @APIResponse(
      responseCode = "200",
      description = "The answer",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(type = SchemaType.OBJECT),
            examples = @ExampleObject(name = "example", value = ChatExamples.ANSWER)),
        @Content(
            mediaType = "text/event-stream",
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "example", value = ChatExamples.STREAM))
      })
  @APIResponse(ref = "openaiUnauthorized", responseCode = "401")
  @APIResponse(ref = "openaiForbidden", responseCode = "403")
  @APIResponse(ref = "openaiUnavailable", responseCode = "503")
  public void complete(
      @HeaderParam(Deadlines.HEADER) String timeout,
      @HeaderParam(HttpHeaders.CACHE_CONTROL) String cacheControl,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    String id = RequestIds.of(request);
    Deadline deadline = deadlines.of(timeout);
    // Made here, because off the request's own thread the request can't be asked any more.
    Client client = Client.of(request, departures);
    Repetition repetition = Repetition.of(kept, security, cacheControl);
    StreamedCompletion stream =
        new StreamedCompletion(request, response, client, deadline, timer, threads);
    bodies
        .json(request)
        .thenApply(ChatRequest::new)
        .thenAccept(
            chat -> {
              Supplier<CompletionStage<Reply>> reply =
                  () -> turn.begin(chat, id, deadline, client.cancellation());
              if (chat.isStreaming()) {
                stream.answer(reply.get());
              } else {
                repetition
                    .answer(chat, () -> reply.get().thenCompose(WholeCompletion::of))
                    .whenCompleteAsync(client.answerBy(response), threads);
              }
            })
        .exceptionallyAsync(client.refuseBy(response), threads);
  }
}
