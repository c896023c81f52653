package ai.karen.provider.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Conversation;
import ai.karen.testing.Eventually;
import ai.karen.testing.ProviderView;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.SocketClient;
import ai.karen.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The guarded stage of a stream ends with the stream: as long as it flows, it holds its place among
 * the trials of a half-open breaker, and when it has ended, in whatever way, the place is free.
 */
class TrialStreamIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final String WORD = "word ";
  private static final int VOLUME = 10;
  private static final int TRIALS = 2;

  private final ScriptedChain chain = SharedEngine.continuingChain();
  private final CountDownLatch end = new CountDownLatch(1);

  /** The server's own clock can't be turned from here; the chain's breaker opens for a second. */
  private static void waitForTrials() {
    LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos());
  }

  @BeforeEach
  void letTrialsIn() {
    chain.first().always(Behaviours.error(503, "overloaded", "busy"));
    for (int call = 0; call < VOLUME; call++) {
      answer();
    }
    waitForTrials();
  }

  @Test
  void aStreamThatFlowsHoldsItsPlaceAndAWholeOneProvesTheProviderWell() {
    List<SocketClient> trials = trials(whole());
    waitForTrials();
    assertThat(answer()).as("nor after another delay").contains(chain.firstId() + ": breaker open");

    end.countDown();
    trials.forEach(trial -> trial.readUntil("[DONE]"));
    assertFirstIsAskedAgain();
    answer();
    assertThat(ProviderView.of(SharedEngine.client(), chain.firstId()).getString("breaker"))
        .isEqualTo("closed");
    trials.forEach(SocketClient::close);
  }

  @Test
  void aStreamThatBreaksAfterTheFirstTokenCountsAndOpensItAgain() {
    List<SocketClient> trials = trials(flowing(Conversation::hangUp));
    int asked = chain.first().requests().size();

    end.countDown();
    trials.forEach(trial -> trial.readUntil("[DONE]"));

    answer();
    assertThat(chain.first().requests()).as("not asked again").hasSize(asked);
    waitForTrials();
    assertFirstIsAskedAgain();
    trials.forEach(SocketClient::close);
  }

  @Test
  void aStreamWhoseClientLeavesGivesItsPlaceBack() {
    List<SocketClient> trials = trials(whole());

    trials.forEach(SocketClient::close);

    chain.first().awaitAbandoned(TRIALS);
    assertFirstIsAskedAgain();
  }

  @Test
  void aStreamThatItsDeadlineEndsGivesItsPlaceBack() {
    trials(whole(), "x-karen-timeout-ms: 1500").forEach(trial -> trial.readUntil("\"error\""));

    chain.first().awaitAbandoned(TRIALS);
    assertFirstIsAskedAgain();
  }

  private List<SocketClient> trials(Behaviour stream, String... headers) {
    chain.first().always(stream);
    List<SocketClient> trials =
        Stream.generate(
                () -> SocketClient.post(SharedEngine.client(), CHAT, chain.ask(true), headers))
            .limit(TRIALS)
            .toList();
    trials.forEach(trial -> trial.readUntil(WORD));
    assertThat(chain.first().counters().inFlight()).as("both were let in").isEqualTo(TRIALS);
    assertThat(answer()).as("and nobody else is").contains(chain.firstId() + ": breaker open");
    return trials;
  }

  private void assertFirstIsAskedAgain() {
    chain.first().always(Behaviours.answer("Well again."));
    Eventually.holds("the first is asked again", () -> answer().contains("Well again."));
  }

  private String answer() {
    return SharedEngine.client().post(CHAT, chain.ask(false)).body();
  }

  private Behaviour whole() {
    return flowing(
        conversation -> {
          conversation.event(Wire.finish());
          conversation.event("[DONE]");
          conversation.closeStream();
        });
  }

  /** Word by word until the test has seen enough, and then this. */
  private Behaviour flowing(Ending ending) {
    return (request, conversation) -> {
      conversation.openStream();
      while (end.getCount() > 0) {
        conversation.event(Wire.content(WORD));
        conversation.pause(Duration.ofMillis(50));
      }
      ending.of(conversation);
    };
  }

  private interface Ending {
    void of(Conversation conversation) throws IOException;
  }
}
