package ai.karen.provider.control;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A provider whose calls the test answers by hand. */
public final class TestingProvider implements Provider {
  final List<TestingCall> calls = new ArrayList<>();
  final List<CompletableFuture<List<String>>> listings = new ArrayList<>();
  final List<CompletableFuture<JsonObject>> embeddings = new ArrayList<>();
  private final String id;
  private String model;
  private int context = Integer.MAX_VALUE;
  private Patience patience = Patience.DEFAULT;
  private BreakerLimits breaker = BreakerLimits.DEFAULT;
  private String fault;
  private boolean prefill;
  private int maxConcurrent = ProviderProfile.MAX_CONCURRENT;
  private boolean deaf;
  private RuntimeException defect;

  public TestingProvider(String id) {
    this.id = id;
    this.model = id + "-1";
  }

  public static TestingProvider lastResort() {
    return new TestingProvider(LAST_RESORT).model("karen-extractive");
  }

  public TestingProvider model(String name) {
    model = name;
    return this;
  }

  public TestingProvider context(int tokens) {
    context = tokens;
    return this;
  }

  /** Goes on with an answer that another began. */
  TestingProvider prefilled() {
    prefill = true;
    return this;
  }

  TestingProvider maxConcurrent(int calls) {
    maxConcurrent = calls;
    return this;
  }

  public TestingProvider unconfigured() {
    fault = "no key";
    return this;
  }

  TestingProvider firstTokenWithin(Duration limit) {
    patience = new Patience(patience.connect(), limit, patience.answer(), patience.idle());
    return this;
  }

  TestingProvider breaker(BreakerLimits limits) {
    breaker = limits;
    return this;
  }

  /** Does not hear that a call is taken back. */
  TestingProvider deaf() {
    deaf = true;
    return this;
  }

  /** Throws instead of answering with a stage. */
  TestingProvider defective(RuntimeException thrown) {
    defect = thrown;
    return this;
  }

  TestingCall call() {
    if (calls.isEmpty()) {
      throw new AssertionError(id + " was not asked");
    }
    return calls.get(calls.size() - 1);
  }

  int asked() {
    return calls.size();
  }

  /** Answers the question for its models, whether before or after it comes. */
  public TestingProvider lists(String... models) {
    listings.forEach(listing -> listing.complete(List.of(models)));
    return this;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ProviderProfile profile() {
    return new ProviderProfile(
        id, model, context, prefill, maxConcurrent, patience, breaker, fault);
  }

  @Override
  public CompletionStage<Void> chat(Call call, DeltaReceiver receiver) {
    TestingCall asked = new TestingCall(call, receiver);
    calls.add(asked);
    if (defect != null) {
      throw defect;
    }
    if (!deaf) {
      call.cancellation().onCancel(asked::fail);
    }
    return asked.end;
  }

  @Override
  public CompletionStage<JsonObject> embed(JsonObject body, Cancellation cancellation) {
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    cancellation.onCancel(answer::completeExceptionally);
    embeddings.add(answer);
    return answer;
  }

  @Override
  public CompletionStage<List<String>> models(Cancellation cancellation) {
    CompletableFuture<List<String>> listing = new CompletableFuture<>();
    cancellation.onCancel(listing::completeExceptionally);
    listings.add(listing);
    return listing;
  }
}
