package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EndpointCheckTest {
  private static final Consumer<URI> REFUSING =
      endpoint -> {
        throw ProviderRefusal.misconfigured("no");
      };

  private static final URI NAMED = URI.create("https://api.example/v1");

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final List<URI> checked = new ArrayList<>();
  private final EndpointCheck check = new EndpointCheck(checked::add, waiting::add);

  @Test
  void callsAtTheSameTimeShareALookUp() {
    CompletableFuture<Void> one = passed(NAMED);
    CompletableFuture<Void> other = passed(URI.create("https://api.example/v1/models"));
    assertThat(waiting).hasSize(1);
    waiting.remove().run();
    assertThat(one).isCompleted();
    assertThat(other).isCompleted();
  }

  @Test
  void requirement1ALaterCallIsCheckedAnew() {
    passed(NAMED);
    waiting.remove().run();
    assertThat(passed(NAMED)).isNotDone();
    waiting.remove().run();
    assertThat(checked).hasSize(2);
  }

  @Test
  void anAddressNeedsNoThread() {
    assertThat(passed(URI.create("http://127.0.0.1:8080/"))).isCompleted();
    assertThat(passed(URI.create("http://[::1]:8080/"))).isCompleted();
    assertThat(waiting).isEmpty();
  }

  @Test
  void whoeverGivesUpLeavesTheOthersWaiting() {
    CompletableFuture<Void> one = passed(NAMED);
    CompletableFuture<Void> other = passed(NAMED);
    one.cancel(true);
    assertThat(other).isNotDone();
    waiting.remove().run();
    assertThat(other).isCompleted();
  }

  @Test
  void aRefusalReachesEverybodyWhoAsked() {
    EndpointCheck refusing = new EndpointCheck(REFUSING, waiting::add);
    CompletableFuture<Void> one = refusing.passed(NAMED).toCompletableFuture();
    waiting.remove().run();
    assertThat(one)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(ProviderRefusal.class);
  }

  @Test
  void withoutAThreadToLookUpItIsAnOutage() {
    EndpointCheck full =
        new EndpointCheck(
            checked::add,
            task -> {
              throw new RejectedExecutionException();
            });
    assertThat(full.passed(NAMED).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(ProviderOutage.class);
    assertThat(full.passed(NAMED).toCompletableFuture()).as("not stuck").isDone();
  }

  private CompletableFuture<Void> passed(URI endpoint) {
    return check.passed(endpoint).toCompletableFuture();
  }
}
