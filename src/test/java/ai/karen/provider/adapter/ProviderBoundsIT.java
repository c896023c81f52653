package ai.karen.provider.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Arrivals;
import ai.karen.testing.Behaviours;
import ai.karen.testing.ProviderView;
import ai.karen.testing.Refusals;
import ai.karen.testing.StrictEngine;
import ai.karen.testing.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a provider's answer is taken, and how long it is left alone before a retry. */
class ProviderBoundsIT {
  private static final String CHAT = "/v1/chat/completions";
  private static final int LONGEST_ANSWER = 16 * 1024 * 1024;
  private static final List<String> REFUSING =
      List.of("talking", "talkingmore", "fitting", "bursting", "patient", "long");

  private static final String IN_ITS_PLACE = "In its place.";

  /** As the design says of a provider that tells no time. */
  private static final Duration LONGEST_JITTER = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({"talks, talking, 999, talking", "talksmore, talkingmore, 1000, spare"})
  void theThousandthPieceWithoutATokenIsOneTooMany(
      String chain, String provider, int pieces, String answering) {
    List<String> events = new ArrayList<>(Collections.nCopies(pieces, Wire.role()));
    events.addAll(List.of(Wire.content("At last."), Wire.finish(), "[DONE]"));
    StrictEngine.provider(provider).always(Behaviours.events(events));
    StrictEngine.provider("spare").always(Behaviours.answer(IN_ITS_PLACE));

    HttpResponse<String> response = ask(chain, true);

    assertThat(response.headers().firstValue("x-karen-provider")).contains(answering);
    assertThat(response.body()).contains("[DONE]");
    assertThat(error(provider).contains("1000 pieces without a token"))
        .isEqualTo(answering.equals("spare"));
  }

  @ParameterizedTest
  @CsvSource({"fits, fitting, 0, fitting", "bursts, bursting, 1, spare"})
  void anAnswerOfSixteenMegabytesIsReadAndOneByteMoreIsNot(
      String chain, String provider, int more, String answering) {
    String answer = Wire.completion("All of it.");
    String body = answer + " ".repeat(LONGEST_ANSWER + more - answer.length());
    StrictEngine.provider(provider).always(Behaviours.reply(200, body));
    StrictEngine.provider("spare").always(Behaviours.answer(IN_ITS_PLACE));

    HttpResponse<String> response = ask(chain, false);

    assertThat(response.headers().firstValue("x-karen-provider")).contains(answering);
    assertThat(response.body()).contains(more == 0 ? "All of it." : IN_ITS_PLACE);
    assertThat(error(provider).contains("longer than " + LONGEST_ANSWER + " bytes"))
        .isEqualTo(answering.equals("spare"));
  }

  /** With a constant wait, all who were refused together would come back together. */
  @Test
  void waitsBeforeARetryAreJitteredAndStayBelowTheirBound() {
    List<Long> waits = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      waits.addAll(waits());
    }

    assertThat(waits)
        .as("with much time for a busy machine")
        .allMatch(wait -> wait < LONGEST_JITTER.plusSeconds(5).toMillis());
    assertThat(Collections.max(waits) - Collections.min(waits))
        .as("milliseconds between the shortest and the longest of " + waits)
        .isGreaterThan(LONGEST_JITTER.toMillis() / 4);
  }

  /** Of questions that each provider refuses once, in milliseconds. */
  private static List<Long> waits() {
    Map<String, Arrivals> arrivals = new TreeMap<>();
    REFUSING.forEach(provider -> arrivals.put(provider, refuseOnce(provider)));
    arrivals.keySet().stream()
        .map(ProviderBoundsIT::askLater)
        .toList()
        .forEach(answer -> assertThat(answer.join().body()).contains("Well again."));
    return arrivals.values().stream().map(each -> each.gap().toMillis()).toList();
  }

  private static Arrivals refuseOnce(String provider) {
    Arrivals arrivals = new Arrivals();
    StrictEngine.provider(provider)
        .next(
            arrivals.noting(Refusals.rateLimited()),
            arrivals.noting(Behaviours.answer("Well again.")));
    return arrivals;
  }

  private static CompletableFuture<HttpResponse<String>> askLater(String provider) {
    return StrictEngine.client()
        .postLater(CHAT, StrictEngine.ask(provider + "/any", false), Map.of());
  }

  /** What operators see of it; empty when there is none. */
  private static String error(String provider) {
    return ProviderView.of(StrictEngine.client(), provider).getString("last_error", "");
  }

  private static HttpResponse<String> ask(String model, boolean streaming) {
    return StrictEngine.client().post(CHAT, StrictEngine.ask(model, streaming));
  }
}
