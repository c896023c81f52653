package ai.karen.chat.boundary;

import ai.karen.json.entity.Json;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.Delta;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer in one piece, with what it says about how it came. */
final class WholeCompletion implements DeltaReceiver {
  private volatile JsonObject body = JsonObject.EMPTY_JSON_OBJECT;

  static CompletionStage<Response> of(Reply reply) {
    WholeCompletion completion = new WholeCompletion();
    return reply.deliver(completion).thenApply(whole -> completion.response(reply));
  }

  @Override
  public void onStart(Flow.Subscription demand) {
    demand.request(1);
  }

  @Override
  public void onDelta(Delta delta) {
    body = delta.json();
  }

  private Response response(Reply reply) {
    JsonObject entity = Json.createObjectBuilder(body).add("karen", reply.provenance()).build();
    Response.ResponseBuilder response = Response.ok(entity, MediaType.APPLICATION_JSON_TYPE);
    AnswerHeaders.of(reply).forEach(response::header);
    return response.build();
  }
}
