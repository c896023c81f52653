package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One deadline for everything, and the limits within it. */
class ChainDeadlineTest {
  private static final Duration FIRST_TOKEN = Patience.DEFAULT.firstToken();
  private static final Duration ANSWER = Patience.DEFAULT.answer();
  private static final Duration IDLE = Patience.DEFAULT.idle();

  private final TestingProvider first = new TestingProvider("first");
  private final TestingProvider second = new TestingProvider("second");
  private final TestingProvider lastResort = TestingProvider.lastResort();
  private final TestingChain chain = new TestingChain(first, second);

  @Test
  void theFirstTokenHasItsOwnLimitWhileAnotherIsLeft() {
    chain.ask();
    first.call().say(Deltas.role());

    chain.timer.advance(FIRST_TOKEN.minusNanos(1));
    assertThat(second.asked()).isZero();
    chain.timer.advance(Duration.ofNanos(1));

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void aTokenJustBeforeTheLimitCounts() {
    chain.ask();
    chain.timer.advance(FIRST_TOKEN.minusNanos(1));

    first.call().say("Hello");
    chain.timer.advance(Duration.ofNanos(1));

    assertThat(chain.reply().provider()).isEqualTo("first");
    assertThat(second.asked()).isZero();
  }

  @Test
  void reasoningAndToolCallsAreTokens() {
    chain.ask();
    first.call().say(Deltas.of("{'choices':[{'index':0,'delta':{'reasoning_content':'Hm'}}]}"));

    assertThat(chain.isAnswered()).isTrue();
  }

  @Test
  void anAnswerThatIsNoStreamHasAnotherLimit() {
    chain.whole().ask();

    chain.timer.advance(ANSWER.minusNanos(1));
    assertThat(second.asked()).isZero();
    chain.timer.advance(Duration.ofNanos(1));

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void aDeadlineShorterThanTheLimitIsSharedWithWhoeverIsLeft() {
    chain.whole().within(Duration.ofSeconds(30)).ask();

    chain.timer.advance(Duration.ofSeconds(15).minusNanos(1));
    assertThat(second.asked()).isZero();
    chain.timer.advance(Duration.ofNanos(1));
    assertThat(second.asked()).isEqualTo(1);
    chain.timer.advance(Duration.ofSeconds(15).minusNanos(1));

    assertThat(chain.isPending()).as("the last has all of the rest").isTrue();
    assertThat(chain.health(first).status().lastError()).as("it had not its time").isNull();
  }

  @ParameterizedTest
  @CsvSource({"80000, 60000", "79998, 39999"})
  void aLimitThatLeavesAQuarterStaysWhole(long deadline, long silence) {
    chain.whole().within(Duration.ofMillis(deadline)).ask();

    chain.timer.advance(Duration.ofMillis(silence).minusNanos(1));
    assertThat(second.asked()).isZero();
    chain.timer.advance(Duration.ofNanos(1));
    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void soIsOneForAStreamsFirstToken() {
    TestingProvider third = new TestingProvider("third");
    TestingChain trio = new TestingChain(first, second, third).within(Duration.ofSeconds(8)).ask();

    trio.timer.advance(Duration.ofSeconds(4));
    assertThat(second.asked()).isEqualTo(1);
    trio.timer.advance(Duration.ofSeconds(2));
    assertThat(third.asked()).isEqualTo(1);
    third.call().say("Hello");

    assertThat(trio.reply().provider()).isEqualTo("third");
    assertThat(trio.health(first).status().lastError()).as("that was not its own limit").isNull();
  }

  @Test
  void theLastProviderMayUseWhatRemains() {
    chain.ask();
    chain.timer.advance(FIRST_TOKEN);
    chain.timer.advance(Duration.ofSeconds(109));
    assertThat(chain.isPending()).isTrue();

    second.call().say("Hello");

    assertThat(chain.isAnswered()).isTrue();
  }

  @Test
  void whoIsNotAvailableIsNotAnotherThatIsLeft() {
    TestingProvider unconfigured = new TestingProvider("second").unconfigured();
    TestingChain alone = new TestingChain(first, unconfigured).ask();

    alone.timer.advance(FIRST_TOKEN.multipliedBy(3));

    assertThat(alone.isPending()).isTrue();
  }

  @Test
  void theDeadlineEndsTheLastProvidersCallToo() {
    chain.ask();
    chain.timer.advance(Duration.ofMinutes(2));

    assertThat(second.call().takenBackFor()).isNotNull();
    assertThat(chain.problem().status()).isIn(503, 504);
  }

  @Test
  void whoseDeadlinePassedBeforeAnybodyWasAskedIsToldThat() {
    chain.cancellation.cancel(ProviderRefusal.late());
    chain.ask();

    assertThat(chain.problem().status()).isEqualTo(504);
    assertThat(chain.problem().message())
        .contains("before the request's deadline (nobody had been asked yet)");
  }

  @Test
  void whoHadLessTimeThanItsOwnIsNotBlamedForItsSilence() {
    chain.within(FIRST_TOKEN.minusNanos(1)).ask();
    chain.timer.advance(FIRST_TOKEN.minusNanos(1));

    assertThat(first.call().takenBackFor()).isNotNull();
    assertThat(chain.health(first).status().lastError()).isNull();
  }

  @Test
  void nothingRestartsTheDeadline() {
    chain.within(Duration.ofSeconds(15)).ask();
    chain.timer.advance(FIRST_TOKEN);
    second.call().say("Hello");
    chain.deliver();

    chain.timer.advance(Duration.ofSeconds(5));

    assertThat(second.call().takenBackFor().kind()).isEqualTo(FailureKind.CANCELLED);
    assertThat(chain.end()).isCompletedExceptionally();
  }

  @Test
  void aSilentLastProviderLeavesTheLastResortTimeToAnswer() {
    TestingChain guarded = new TestingChain(first, lastResort).within(Duration.ofSeconds(20)).ask();

    guarded.timer.advance(Duration.ofSeconds(19).minusNanos(1));
    assertThat(lastResort.asked()).isZero();
    guarded.timer.advance(Duration.ofNanos(1));
    lastResort.call().answer("Nobody is there");

    assertThat(guarded.reply().provider()).isEqualTo(Provider.LAST_RESORT);
  }

  @Test
  void whoHasNoTimeLeftIsPassedOverAndNotBlamed() {
    TestingChain short5 = new TestingChain(first, second, lastResort).within(Duration.ofSeconds(5));
    ProviderHealth health = short5.health(second);
    health.failed(health.admit().orElseThrow(), busyFor(Duration.ofSeconds(2)));
    short5.ask();

    short5.timer.advance(Duration.ofMillis(4_500));
    lastResort.call().answer("Nobody is there");

    assertThat(second.asked()).isZero();
    assertThat(short5.reply().provenance().getJsonArray("passed_over").toString())
        .contains("second: no time left");
    assertThat(health.status().lastOutcome()).isEqualTo("rate_limited");
  }

  @Test
  void aProviderThatDoesNotHearThatItsCallIsTakenBackHoldsNobodyUp() {
    first.deaf();
    chain.ask();

    chain.timer.advance(FIRST_TOKEN);

    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void whatASilentProviderSaysTooLateIsHeardByNobody() {
    first.deaf();
    chain.ask();
    first.call().begin();
    chain.timer.advance(FIRST_TOKEN);
    second.call().say("Hello");
    chain.deliver();

    first.call().say("Too late");
    first.call().finish();

    assertThat(chain.receiver.words()).containsExactly("Hello");
    assertThat(chain.reply().provider()).isEqualTo("second");
  }

  @Test
  void theDeadlineIsKeptEvenWhereEveryProviderIsDeaf() {
    TestingChain alone = new TestingChain(first.deaf()).ask();

    alone.timer.advance(Duration.ofMinutes(2));

    assertThat(alone.problem().status()).isEqualTo(504);
  }

  @Test
  void theLastProvidersSilenceCountsAgainstItWhereTheDeadlineEndsIt() {
    TestingChain alone = new TestingChain(first).within(FIRST_TOKEN).ask();

    alone.timer.advance(FIRST_TOKEN);

    assertThat(alone.problem().status()).isEqualTo(504);
    assertThat(alone.problem().message()).contains("first: silent");
    assertThat(alone.health(first).status().lastOutcome()).isEqualTo("silent");
    assertThat(first.call().takenBackFor()).isInstanceOf(ProviderOutage.class);
  }

  @Test
  void silenceMidAnswerBreaksTheStream() {
    chain.setting("karen.stream.on-break", "error").ask();
    first.call().say("Hello");
    chain.deliver();

    chain.timer.advance(IDLE.minusNanos(1));
    assertThat(chain.end()).isNotDone();
    chain.timer.advance(Duration.ofNanos(1));

    assertThat(first.call().takenBackFor().kind()).isEqualTo(FailureKind.BROKEN_STREAM);
    assertThat(chain.end()).isCompletedExceptionally();
    assertThat(chain.health(first).status().lastOutcome()).isEqualTo("broken_stream");
  }

  @Test
  void eachTokenStartsTheSilenceAnew() {
    chain.ask();
    first.call().say("Hello");
    chain.deliver();

    for (int token = 0; token < 5; token++) {
      chain.timer.advance(IDLE.minusNanos(1));
      first.call().say("again");
    }

    assertThat(chain.end()).isNotDone();
  }

  @Test
  void aCallerThatReadsSlowlyIsNotAProviderThatIsSilent() {
    TestingReceiver slow = TestingReceiver.byHand();
    chain.ask();
    first.call().say("Hello");
    chain.deliver(slow);
    slow.demand.request(1);

    chain.timer.advance(IDLE.multipliedBy(3));

    assertThat(chain.end()).isNotDone();
    assertThat(first.call().takenBackFor()).isNull();
  }

  @Test
  void silenceCountsWhileOnlyAPartOfWhatWasAskedForHasCome() {
    TestingReceiver batches = TestingReceiver.byHand();
    chain.ask();
    first.call().say("Hello");
    chain.deliver(batches);
    batches.demand.request(5);
    first.call().say("again");

    chain.timer.advance(IDLE);

    assertThat(first.call().takenBackFor().kind()).isEqualTo(FailureKind.BROKEN_STREAM);
  }

  @Test
  void whoeverAsksAgainAndAgainDoesNotHideTheSilence() {
    TestingReceiver impatient = TestingReceiver.byHand();
    chain.ask();
    first.call().say("Hello");
    chain.deliver(impatient);
    for (int second = 0; second < IDLE.toSeconds(); second++) {
      impatient.demand.request(2);
      chain.timer.advance(Duration.ofSeconds(1));
    }

    assertThat(first.call().takenBackFor().kind()).isEqualTo(FailureKind.BROKEN_STREAM);
  }

  @Test
  void anAnswerLeavesNoTimerBehind() {
    chain.ask();
    first.call().say("Hello");
    chain.deliver();
    first.call().say(Deltas.last());
    first.call().finish();

    assertThat(chain.end()).isCompleted();
    assertThat(chain.timer.waiting()).isZero();
  }

  private static ProviderRefusal busyFor(Duration time) {
    return new ProviderRefusal(FailureKind.RATE_LIMITED, 429, null, "busy", time);
  }
}
