package ai.karen.provider.adapter.wire;

import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
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

  private final Account account;
  private final Exchange exchange;
  private final VendorErrors errors;

  ChatCompletionsWire(Account account, Exchange exchange, Clock clock) {
    this.account = account;
    this.exchange = exchange;
    this.errors = new VendorErrors(clock, account.apiKey());
  }

  /** As {@link ai.karen.provider.control.Provider#chat}. */
  public CompletionStage<Void> chat(Call call, DeltaReceiver receiver) {
    ExchangeRequest request = post("/chat/completions", call.body());
    return Stages.bare(
        call.streaming()
            ? stream(request, receiver, call.cancellation())
            : whole(request, receiver, call.cancellation()));
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

  private CompletionStage<Void> stream(
      ExchangeRequest request, DeltaReceiver receiver, Cancellation cancellation) {
    ChatStream stream = new ChatStream(receiver, errors);
    exchange
        .send(request, stream, cancellation)
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

  private CompletionStage<Void> whole(
      ExchangeRequest request, DeltaReceiver receiver, Cancellation cancellation) {
    return exchange
        .send(request, cancellation)
        .thenApply(response -> requireList(response, "choices"))
        .thenCompose(completion -> ListedDeltas.hand(Delta.of(completion), receiver, cancellation));
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
