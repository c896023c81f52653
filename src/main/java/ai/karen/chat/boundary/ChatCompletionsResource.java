package ai.karen.chat.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.chat.control.ChatTurn;
import ai.karen.chat.control.Deadlines;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.problem.boundary.RequestIds;
import ai.karen.provider.control.Cancellation;
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
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** OpenAI's chat completions, streamed and not. */
@Path("/v1/chat/completions")
@RequestScoped
public class ChatCompletionsResource {
  private final ChatTurn turn;
  private final Deadlines deadlines;
  private final Timer timer;

  /** For the container's client proxy. */
  protected ChatCompletionsResource() {
    this(null, null, null);
  }

  @Inject
  public ChatCompletionsResource(ChatTurn turn, Deadlines deadlines, Timer timer) {
    this.turn = turn;
    this.deadlines = deadlines;
    this.timer = timer;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @RequiresScope(Scope.CHAT)
  public void complete(
      InputStream body,
      @HeaderParam(Deadlines.HEADER) String timeout,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse response) {
    ChatRequest chat = new ChatRequest(JsonBody.read(body));
    Cancellation cancellation = new Cancellation();
    CompletionStage<Reply> reply =
        turn.begin(chat, RequestIds.of(request), deadlines.of(timeout), cancellation);
    if (chat.isStreaming()) {
      new StreamedCompletion(request, response, cancellation, timer).answer(reply);
    } else {
      reply.thenCompose(WholeCompletion::of).whenComplete(Answers.resuming(response));
    }
  }
}
