package ai.karen.provider.control;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.timing.control.TestingTimer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A chain over hand-answered providers, in their order, and one question to it. */
final class TestingChain {
  final TestingTimer timer = new TestingTimer();
  final TestingListener listener = new TestingListener();
  final Cancellation cancellation = new Cancellation();
  final TestingReceiver receiver = TestingReceiver.eager();
  final ProviderDirectory directory;
  private final List<Link> links;
  private Map<String, String> settings = Map.of();
  private Duration time = Duration.ofMinutes(2);
  private boolean streaming = true;
  private JsonObject body = Deltas.json("{'model':'primary','messages':[{'role':'user'}]}");
  private boolean substituted;
  private CompletableFuture<Reply> reply;
  private CompletableFuture<Void> end;

  TestingChain(TestingProvider... providers) {
    links =
        Arrays.stream(providers)
            .map(Provider::id)
            .filter(id -> !id.equals(Provider.LAST_RESORT))
            .map(Link::parse)
            .toList();
    directory = new ProviderDirectory(List.of(providers), timer, TestingClocks.STANDING);
  }

  TestingChain setting(String key, String value) {
    settings = Map.of(key, value);
    return this;
  }

  TestingChain within(Duration deadline) {
    time = deadline;
    return this;
  }

  TestingChain whole() {
    streaming = false;
    return this;
  }

  TestingChain substituted() {
    substituted = true;
    return this;
  }

  TestingChain body(String json) {
    body = Deltas.json(json);
    return this;
  }

  TestingChain ask() {
    return ask(links.toArray(new Link[0]));
  }

  TestingChain ask(Link... along) {
    Route route = new Route("primary", List.of(along), substituted);
    Deadline deadline = Deadline.after(time, timer);
    reply =
        chain()
            .ask(new Question("r-1", route, body, streaming, deadline, cancellation))
            .toCompletableFuture();
    return this;
  }

  /** Lets a retry's random wait pass, whatever it is. */
  void passJitter() {
    timer.advance(RetryPolicy.BASE);
  }

  boolean isAnswered() {
    return reply.isDone() && !reply.isCompletedExceptionally();
  }

  boolean isPending() {
    return !reply.isDone();
  }

  Reply reply() {
    if (!reply.isDone()) {
      throw new AssertionError("nobody has begun to answer");
    }
    return reply.join();
  }

  Problem problem() {
    if (!reply.isDone()) {
      throw new AssertionError("still going on");
    }
    try {
      throw new AssertionError("answered by " + reply.join().provider());
    } catch (CompletionException failed) {
      return ((ProblemException) failed.getCause()).problem();
    }
  }

  TestingChain deliver() {
    return deliver(receiver);
  }

  TestingChain deliver(DeltaReceiver to) {
    end = reply().deliver(to).toCompletableFuture();
    return this;
  }

  CompletableFuture<Void> end() {
    return end;
  }

  ProviderHealth health(TestingProvider provider) {
    return directory.find(provider.id()).orElseThrow().health();
  }

  /** Another question's call to this provider fails. */
  void fail(TestingProvider provider) {
    ProviderHealth health = health(provider);
    health.failed(health.admit().orElseThrow(), ProviderOutage.unreachable("another question's"));
  }

  /** {@code provider outcome} of each attempt that the provenance names. */
  List<String> provenance() {
    return reply().provenance().getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
        .map(attempt -> attempt.getString("provider") + ": " + attempt.getString("outcome"))
        .toList();
  }

  private Chain chain() {
    return new Chain(
        directory,
        new ModelCatalog(directory, timer),
        new LastResort(TestingConfig.settings(settings)),
        listener,
        new OpenQuestions(),
        timer,
        TestingConfig.settings(settings));
  }
}
