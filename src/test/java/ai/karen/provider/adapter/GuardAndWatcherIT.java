package ai.karen.provider.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.Eventually;
import ai.karen.testing.ProviderView;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.SocketClient;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The guard and the watcher's view may differ: calls that their callers cut short are good calls to
 * the guard and none to the view. Either is enough to leave a provider alone.
 */
class GuardAndWatcherIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String BEGINNING = "The answer is ";
  private static final int VOLUME = 10;

  private final ScriptedChain chain = SharedEngine.chain();

  @Test
  void theGuardHoldsWhateverTheWatcherBelievesAndTheWatcherIsCorrected() {
    cutShort(VOLUME / 2);
    fail(VOLUME / 2);
    chain.first().always(Behaviours.answer("Well again."));
    int asked = chain.first().requests().size();
    assertThat(asked).isEqualTo(VOLUME);
    Instant before = Instant.now();

    HttpResponse<String> response = ask(false);

    assertThat(response.headers().firstValue("x-karen-provider")).contains(chain.secondId());
    assertThat(response.headers().firstValue("x-karen-attempts")).contains("1");
    assertThat(response.headers().firstValue("x-karen-degraded")).contains("provider");
    assertThat(response.body()).contains(leftAlone());
    assertThat(chain.first().requests()).hasSize(asked);
    assertThat(view().getString("breaker")).isEqualTo("open");
    assertThat(Instant.parse(view().getString("since")))
        .as("half a window of failures was not enough to the view")
        .isAfterOrEqualTo(before.truncatedTo(ChronoUnit.MILLIS));
    Eventually.holds("it is asked again", () -> ask(false).body().contains("Well again."));
    ask(false);
    assertThat(view().getString("breaker")).as("it does not stay").isEqualTo("closed");
  }

  /** Never more than four bad ones among ten calls, as the guard sees it. */
  @Test
  void theWatcherKeepsAProviderFromCallsThatTheGuardWouldLetThrough() {
    for (int failures : List.of(4, 4, 2)) {
      assertThat(view().getString("breaker")).isEqualTo("closed");
      cutShort(6);
      fail(failures);
    }
    chain.first().always(Behaviours.answer("Well again."));
    int asked = chain.first().requests().size();
    assertThat(asked).as("the guard let all through").isEqualTo(3 * 6 + VOLUME);

    assertThat(ask(false).body()).contains(leftAlone());

    assertThat(chain.first().requests()).hasSize(asked);
    assertThat(view().getString("breaker")).isEqualTo("open");
  }

  private String leftAlone() {
    return "\"passed_over\":[\"" + chain.firstId() + ": breaker open\"]";
  }

  /** By so many clients that leave at once. */
  private void cutShort(int calls) {
    chain.first().always(Behaviours.stallAfter("word "));
    List<SocketClient> clients =
        Stream.generate(() -> SocketClient.post(SharedEngine.client(), CHAT, chain.ask(true)))
            .limit(calls)
            .toList();
    clients.forEach(client -> client.readUntil("word "));
    clients.forEach(SocketClient::close);
    chain.first().awaitAbandoned(calls);
  }

  /** By streams that break, because they are not tried again by the same provider. */
  private void fail(int calls) {
    chain.first().always(Behaviours.cutAfter(BEGINNING));
    chain.second().always(Behaviours.answer(BEGINNING + "forty-two."));
    for (int call = 0; call < calls; call++) {
      assertThat(ask(true).statusCode()).isEqualTo(200);
    }
  }

  private HttpResponse<String> ask(boolean streaming) {
    return SharedEngine.client().post(CHAT, chain.ask(streaming));
  }

  private JsonObject view() {
    return ProviderView.of(SharedEngine.client(), chain.firstId());
  }
}
