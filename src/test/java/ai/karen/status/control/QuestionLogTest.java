package ai.karen.status.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.AttemptEnded;
import ai.karen.provider.entity.QuestionEnded;
import ai.karen.provider.entity.Usage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionLogTest {
  private final TestingTimer timer = new TestingTimer();
  private final TestingLog questions = new TestingLog(QuestionLog.class);
  private final TestingLog attempts = new TestingLog(AttemptLog.class);
  private final QuestionLog questionLog = new QuestionLog();
  private final AttemptLog attemptLog = new AttemptLog(new OncePerMinute(timer));

  @AfterEach
  void closeLogs() {
    questions.close();
    attempts.close();
  }

  @Test
  void requirement9OneLinePerQuestionTellsWhoAnswered() {
    questionLog.log(question("req_1", "gemini", "gem", Duration.ofMillis(90)));

    assertThat(questions.lines())
        .containsExactly(
            "INFO request=req_1 chain=primary provider=gemini model=gem outcome=ok attempts=2"
                + " degraded=true resumed=false streaming=true latency_ms=1700 first_token_ms=90");
  }

  @Test
  void requirement9NobodyIsADash() {
    questionLog.log(question("req_1", null, null, null));

    assertThat(questions.lines().get(0))
        .contains("provider=- model=-")
        .endsWith("first_token_ms=-");
  }

  @Test
  void requirement9NamesCannotForgeALine() {
    questionLog.log(question("req_1\r\nWARNING forged", "gemini", "m".repeat(500), null));

    assertThat(questions.lines().get(0))
        .contains("request=req_1??WARNING?forged ")
        .hasSizeLessThan(400);
  }

  @Test
  void requirement9FailedAttemptSaysWhyTheNextWasAsked() {
    attemptLog.log(attempt("openai", "ok"));
    attemptLog.log(attempt("openai", "silent"));

    assertThat(attempts.lines())
        .containsExactly(
            "INFO request=req_1 chain=primary provider=openai model=gpt failed=silent"
                + " after_ms=1200");
  }

  @Test
  void requirement10MisconfiguredProviderIsWarnedOfOnceAMinute() {
    attemptLog.log(attempt("openai", "misconfigured"));
    attemptLog.log(attempt("openai", "misconfigured"));
    attemptLog.log(attempt("gemini", "exhausted"));
    assertThat(attempts.warnings()).hasSize(2);

    timer.advance(Duration.ofSeconds(60));
    attemptLog.log(attempt("openai", "misconfigured"));
    assertThat(attempts.warnings()).hasSize(3).last().asString().contains("Provider openai");
  }

  private static QuestionEnded question(
      String request, String provider, String model, Duration firstToken) {
    return new QuestionEnded(
        request,
        "primary",
        provider,
        model,
        true,
        "ok",
        2,
        true,
        false,
        Duration.ofMillis(1700),
        firstToken);
  }

  private static AttemptEnded attempt(String provider, String outcome) {
    return new AttemptEnded(
        "req_1", "primary", provider, "gpt", outcome, Duration.ofMillis(1200), null, Usage.NONE, 0);
  }
}
