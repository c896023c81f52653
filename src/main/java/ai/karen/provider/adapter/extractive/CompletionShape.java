package ai.karen.provider.adapter.extractive;

import ai.karen.json.entity.Json;
import ai.karen.language.entity.ExtractiveAnswer;
import ai.karen.provider.control.Call;
import ai.karen.provider.entity.Delta;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts an extractive answer into OpenAI's shape, whole or as a stream of chunks. */
@ApplicationScoped
public class CompletionShape {
  private final Clock clock;

  /** For the container's client proxy. */
  protected CompletionShape() {
    this(null);
  }

  @Inject
  public CompletionShape(Clock clock) {
    this.clock = clock;
  }

  List<Delta> deltas(ExtractiveAnswer answer, Call call) {
    String id = "chatcmpl-" + UUID.randomUUID();
    return call.streaming() ? chunks(answer, call, id) : List.of(whole(answer, id));
  }

  private Delta whole(ExtractiveAnswer answer, String id) {
    JsonObjectBuilder message =
        Json.createObjectBuilder().add("role", "assistant").add("content", answer.text());
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("message", message)
            .add("logprobs", JsonValue.NULL)
            .add("finish_reason", "stop");
    return Delta.of(
        envelope(id, "chat.completion")
            .add("choices", Json.createArrayBuilder().add(choice))
            .add("usage", usage())
            .build());
  }

  private List<Delta> chunks(ExtractiveAnswer answer, Call call, String id) {
    List<Delta> chunks = new ArrayList<>();
    chunks.add(chunk(id, Json.createObjectBuilder().add("role", "assistant").add("content", "")));
    for (String piece : answer.pieces()) {
      chunks.add(chunk(id, Json.createObjectBuilder().add("content", piece)));
    }
    chunks.add(chunk(id, Json.createObjectBuilder(), Json.createValue("stop")));
    if (wantsUsage(call.body())) {
      chunks.add(usageChunk(id));
    }
    return chunks;
  }

  private Delta chunk(String id, JsonObjectBuilder delta) {
    return chunk(id, delta, JsonValue.NULL);
  }

  private Delta chunk(String id, JsonObjectBuilder delta, JsonValue finishReason) {
    JsonObjectBuilder choice =
        Json.createObjectBuilder()
            .add("index", 0)
            .add("delta", delta)
            .add("finish_reason", finishReason);
    return Delta.of(
        envelope(id, "chat.completion.chunk")
            .add("choices", Json.createArrayBuilder().add(choice))
            .build());
  }

  private Delta usageChunk(String id) {
    return Delta.of(
        envelope(id, "chat.completion.chunk")
            .add("choices", Json.createArrayBuilder())
            .add("usage", usage())
            .build());
  }

  private JsonObjectBuilder envelope(String id, String object) {
    return Json.createObjectBuilder()
        .add("id", id)
        .add("object", object)
        .add("created", clock.instant().getEpochSecond())
        .add("model", ExtractiveAnswer.MODEL);
  }

  private static boolean wantsUsage(JsonObject request) {
    return request.get("stream_options") instanceof JsonObject options
        && options.getBoolean("include_usage", false);
  }

  /** No model reads or writes here, so no token is counted. */
  private static JsonObject usage() {
    return Json.createObjectBuilder()
        .add("prompt_tokens", 0)
        .add("completion_tokens", 0)
        .add("total_tokens", 0)
        .build();
  }
}
