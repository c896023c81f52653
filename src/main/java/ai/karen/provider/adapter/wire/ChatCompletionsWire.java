package ai.karen.provider.adapter.wire;

import ai.karen.json.entity.Json;
import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.Choices;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.ListedDeltas;
import ai.karen.provider.entity.Delta;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Speaks OpenAI's chat completions, which most vendors understand. Requests go out as the caller
 * wrote them, but for the model; answers come back as they were. Thread-safe.
 */
public final class ChatCompletionsWire {
  private static final int OK = 200;
  private static final String CHAT = "/chat/completions";
  private static final String STREAM_OPTIONS = "stream_options";

  private final Account account;
  private final Exchange exchange;
  private final VendorErrors errors;
  private final boolean tellsUsage;

  /**
   * @param tellsUsage whether the provider is known to tell a stream's tokens when asked to
   */
  ChatCompletionsWire(Account account, Exchange exchange, Clock clock, boolean tellsUsage) {
    this.account = account;
    this.tellsUsage = tellsUsage;
    this.exchange = exchange;
    this.errors = new VendorErrors(clock, account.apiKey());
  }

  /** As {@link ai.karen.provider.control.Provider#chat}. */
  public CompletionStage<Void> chat(Call call, DeltaReceiver receiver) {
    return Stages.bare(call.streaming() ? stream(call, receiver) : whole(call, receiver));
  }

  /** As {@link ai.karen.provider.control.Provider#embed}. */
  public CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation) {
    return Stages.bare(
        exchange
            .send(post("/embeddings", body), cancellation)
            .thenApply(response -> requireList(response, "data")));
  }

  /** As {@link ai.karen.provider.control.Provider#models}. */
  public CompletionStage<List<String>> models(Cancellation cancellation) {
    ExchangeRequest request = new ExchangeRequest(account.at("/models"), headers(), null);
    return exchange
        .send(request, cancellation)
        .thenApply(response -> names(requireList(response, "data")));
  }

  private CompletionStage<Void> stream(Call call, DeltaReceiver receiver) {
    boolean usageIsOurs = tellsUsage && !call.body().containsKey(STREAM_OPTIONS);
    ChatStream stream = new ChatStream(receiver, errors, usageIsOurs, Choices.wanted(call.body()));
    JsonObject body = usageIsOurs ? askingForUsage(call.body()) : call.body();
    exchange
        .send(post(CHAT, body), stream, call.cancellation())
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                stream.fail(failure);
              } else if (!stream.hasStarted()) {
                stream.fail(errors.of(response));
              }
            });
    return stream.end();
  }

  private static JsonObject askingForUsage(JsonObject body) {
    return Json.createObjectBuilder(body)
        .add(STREAM_OPTIONS, Json.createObjectBuilder().add("include_usage", true))
        .build();
  }

  private CompletionStage<Void> whole(Call call, DeltaReceiver receiver) {
    return exchange
        .send(post(CHAT, call.body()), call.cancellation())
        .thenApply(response -> requireList(response, "choices"))
        .thenCompose(
            completion -> ListedDeltas.hand(Delta.of(completion), receiver, call.cancellation()));
  }

  /** A 200 that holds no answer is as good as none. */
  private JsonObject requireList(ExchangeResponse response, String name) {
    return Optional.of(response)
        .filter(answer -> answer.status() == OK)
        .flatMap(answer -> WireJson.object(answer.body()))
        .filter(json -> errors.inside(json).isEmpty())
        .filter(json -> json.get(name) instanceof JsonArray list && !list.isEmpty())
        .orElseThrow(() -> errors.of(response));
  }

  private ExchangeRequest post(String path, JsonObject body) {
    return new ExchangeRequest(account.at(path), headers(), body.toString());
  }

  private Map<String, String> headers() {
    return account
        .key()
        .map(key -> Map.of("Authorization", "Bearer " + key.reveal()))
        .orElse(Map.of());
  }

  private static List<String> names(JsonObject list) {
    return list.getJsonArray("data").stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject)
        .filter(model -> model.get("id") instanceof JsonString)
        .map(model -> model.getString("id"))
        .toList();
  }
}
