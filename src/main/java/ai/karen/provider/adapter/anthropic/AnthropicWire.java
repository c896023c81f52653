package ai.karen.provider.adapter.anthropic;

import ai.karen.configuration.control.Secret;
import ai.karen.provider.adapter.wire.Exchange;
import ai.karen.provider.adapter.wire.ExchangeRequest;
import ai.karen.provider.adapter.wire.ExchangeResponse;
import ai.karen.provider.adapter.wire.Stages;
import ai.karen.provider.adapter.wire.VendorErrors;
import ai.karen.provider.adapter.wire.WireJson;
import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.control.ListedDeltas;
import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.ProviderRefusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Speaks Anthropic's Messages API for a port that speaks chat completions. Thread-safe. */
public final class AnthropicWire {
  /** Where the vendor itself is. */
  public static final String BASE_URL = "https://api.anthropic.com";

  private static final String VERSION = "2023-06-01";
  private static final int OK = 200;

  private final String base;
  private final Secret key;
  private final Exchange exchange;
  private final VendorErrors errors;
  private final Clock clock;

  /**
   * A way to one account.
   *
   * @param baseUrl with or without the API's {@code /v1}
   * @param key null when the server wants none
   */
  public AnthropicWire(URI baseUrl, Secret key, Exchange exchange, Clock clock) {
    this.base = baseUrl.toString().replaceFirst("/+$", "").replaceFirst("/v1$", "") + "/v1";
    this.key = key;
    this.exchange = exchange;
    this.errors = new VendorErrors(clock, key);
    this.clock = clock;
  }

  /** As {@link ai.karen.provider.control.Provider#chat}. */
  public CompletionStage<Void> chat(Call call, DeltaReceiver receiver) {
    try {
      JsonObject request = MessagesRequest.of(call.body(), call.streaming());
      return Stages.bare(
          call.streaming() ? stream(request, call, receiver) : whole(request, call, receiver));
    } catch (ProviderRefusal untranslatable) {
      return CompletableFuture.failedFuture(untranslatable);
    }
  }

  /** The vendor has no embeddings: always fails as {@code invalid}. */
  public CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation) {
    return CompletableFuture.failedFuture(Fields.unsupported("Anthropic offers no embeddings"));
  }

  /** As {@link ai.karen.provider.control.Provider#models}. */
  public CompletionStage<List<String>> models(Cancellation cancellation) {
    return exchange
        .send(ExchangeRequest.get(URI.create(base + "/models?limit=1000"), headers()), cancellation)
        .thenApply(response -> require(response, list -> list.get("data") instanceof JsonArray))
        .thenApply(AnthropicWire::names);
  }

  private CompletionStage<Void> stream(JsonObject request, Call call, DeltaReceiver receiver) {
    ChunkTranslation translation = new ChunkTranslation(now(), wantsUsage(call.body()));
    MessagesStream stream = new MessagesStream(receiver, errors, translation);
    exchange
        .send(post(request), stream, call.cancellation())
        .whenComplete((response, failure) -> settle(stream, response, failure));
    return stream.end();
  }

  private void settle(MessagesStream stream, ExchangeResponse response, Throwable failure) {
    if (failure != null) {
      stream.fail(failure);
    } else if (!stream.hasStarted()) {
      stream.fail(errors.of(response));
    }
  }

  private CompletionStage<Void> whole(JsonObject request, Call call, DeltaReceiver receiver) {
    return exchange
        .send(post(request), call.cancellation())
        .thenApply(response -> require(response, MessagesAnswer::isWhole))
        .thenApply(message -> MessagesAnswer.completion(message, now()))
        .thenCompose(completion -> ListedDeltas.hand(Delta.of(completion), receiver, call.cancellation()));
  }

  /** A 200 that holds no answer is as good as none. */
  private JsonObject require(ExchangeResponse response, Predicate<JsonObject> answer) {
    return Optional.of(response)
        .filter(given -> given.status() == OK)
        .flatMap(given -> WireJson.object(given.body()))
        .filter(answer)
        .orElseThrow(() -> errors.of(response));
  }

  private ExchangeRequest post(JsonObject request) {
    return ExchangeRequest.post(URI.create(base + "/messages"), headers(), request.toString());
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(Map.of("anthropic-version", VERSION));
    if (key != null) {
      headers.put("x-api-key", key.reveal());
    }
    return headers;
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static boolean wantsUsage(JsonObject asked) {
    return Fields.object(asked, "stream_options")
        .filter(options -> JsonValue.TRUE.equals(options.get("include_usage")))
        .isPresent();
  }

  private static List<String> names(JsonObject list) {
    return Fields.objects(list, "data").stream()
        .flatMap(model -> Fields.text(model, "id").stream())
        .toList();
  }
}
