package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.Eventually;
import ai.karen.testing.PatientEngine;
import ai.karen.testing.ScriptedChain;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that hangs keeps nobody from the others. */
class IsolationIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final int HANGING = 300;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hundredsOfCallsThatHangHoldNothingThatOthersNeed(boolean streaming) {
    try (PatientEngine engine = PatientEngine.start(2)) {
      ScriptedChain slow = engine.chain();
      ScriptedChain well = engine.chain();
      slow.first().always(Behaviours.silence());
      IntStream.range(0, HANGING)
          .forEach(call -> engine.client().postLater(CHAT, slow.ask(streaming), Map.of()));
      Eventually.holds("all hang", () -> slow.first().counters().inFlight() == HANGING);

      for (int call = 0; call < 20; call++) {
        assertThat(engine.client().post(CHAT, well.ask(streaming)).statusCode()).isEqualTo(200);
      }

      assertThat(slow.first().counters().inFlight()).as("still hanging").isEqualTo(HANGING);
    }
  }
}
