package ai.karen.chat.boundary;

import ai.karen.chat.control.ConversationReply;
import ai.karen.conversation.boundary.MessageJson;
import ai.karen.json.entity.Json;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.entity.Delta;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A question and its answer in one piece, when both are kept. */
final class WholeTurn implements DeltaReceiver {

  static CompletionStage<Response> of(ConversationReply reply) {
    return reply.isKept()
        ? CompletableFuture.completedFuture(response(reply))
        : reply.deliver(new WholeTurn()).thenApply(whole -> response(reply));
  }

  @Override
  public void onStart(Flow.Subscription demand) {
    demand.request(1);
  }

  @Override
  public void onDelta(Delta delta) {
    // It is kept, and read from there.
  }

  private static Response response(ConversationReply reply) {
    JsonObject entity =
        Json.createObjectBuilder()
            .add("user_message", MessageJson.of(reply.question()))
            .add("message", MessageJson.of(reply.answer()))
            .build();
    Response.ResponseBuilder response = Response.ok(entity, MediaType.APPLICATION_JSON_TYPE);
    AnswerHeaders.of(reply).forEach(response::header);
    return response.build();
  }
}
