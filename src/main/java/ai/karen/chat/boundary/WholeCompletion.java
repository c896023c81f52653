package ai.karen.chat.boundary;

import ai.karen.json.entity.Json;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.Reply;
import ai.karen.provider.entity.Delta;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer in one piece, with what it says about how it came. */
final class WholeCompletion implements DeltaReceiver {

  /**
   * What is sent.
   *
   * @param body with how it came about
   */
  record Answer(JsonObject body, Map<String, String> headers) {

    Response response() {
      Response.ResponseBuilder response = Response.ok(body, MediaType.APPLICATION_JSON_TYPE);
      headers.forEach(response::header);
      return response.build();
    }
  }

  private volatile JsonObject body = JsonObject.EMPTY_JSON_OBJECT;

  static CompletionStage<Answer> of(Reply reply) {
    WholeCompletion completion = new WholeCompletion();
    return reply.deliver(completion).thenApply(whole -> completion.answer(reply));
  }

  @Override
  public void onStart(Flow.Subscription demand) {
    demand.request(1);
  }

  @Override
  public void onDelta(Delta delta) {
    body = delta.json();
  }

  private Answer answer(Reply reply) {
    JsonObject told = Json.createObjectBuilder(body).add("karen", reply.provenance()).build();
    return new Answer(told, AnswerHeaders.of(reply));
  }
}
