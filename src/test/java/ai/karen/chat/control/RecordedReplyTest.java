package ai.karen.chat.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.conversation.control.Opening;
import ai.karen.conversation.control.TestingTalk;
import ai.karen.conversation.entity.Message;
import ai.karen.problem.entity.ProblemException;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.timing.control.TestingTimer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requirement 10: an answer is kept while it is delivered. */
class RecordedReplyTest {
  private final TestingTalk talk = new TestingTalk(Clock.systemUTC());
  private final TestingTimer timer = new TestingTimer();
  private final TestingReply reply = new TestingReply();
  private final AtomicInteger ends = new AtomicInteger();
  private final Opening opening = talk.ask("Hello?");
  private final RecordedReply recorded =
      new RecordedReply(reply, opening, talk.dialogue, timer, ends::incrementAndGet);
  private final CompletionStage<Void> end = recorded.deliver(reply.receiver());

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void requirement10EverySecondWhatCameSinceIsKept() {
    reply.say("One ");
    timer.advance(Duration.ofMillis(999));
    assertThat(talk.messages()).hasSize(1);
    timer.advance(Duration.ofMillis(1));
    assertThat(answer().content()).isEqualTo("One ");
    assertThat(answer().isComplete()).isFalse();

    int written = talk.ledger.executed().size();
    timer.advance(Duration.ofSeconds(10));
    assertThat(talk.ledger.executed()).hasSize(written);

    reply.say("two ");
    reply.say("three");
    timer.advance(Duration.ofSeconds(1));
    assertThat(answer().content()).isEqualTo("One two three");
    assertThat(talk.ledger.executed()).hasSize(written + 1);
    assertThat(talk.ledger.executed().get(written).payload()).contains("\"piece\":\"two three\"");
  }

  @Test
  void requirement10TheWholeIsKeptBeforeTheEndIsTold() {
    reply.say("One ");
    reply.say("two");
    reply.end().complete(null);

    TestingTalk.now(end);
    assertThat(answer().content()).isEqualTo("One two");
    assertThat(answer().isComplete()).isTrue();
    assertThat(recorded.answer().content()).isEqualTo("One two");
    assertThat(recorded.provenance().getString("message_id")).isEqualTo(answer().id().toString());
    assertThat(recorded.degradations()).isEmpty();
    assertThat(timer.waiting()).isZero();
    assertThat(ends).hasValue(1);
  }

  @Test
  void requirement10APieceThatCouldNotBeKeptComesWithTheNext() {
    reply.say("One ");
    talk.ledger.away(true);
    timer.advance(Duration.ofSeconds(1));
    reply.say("two ");
    talk.ledger.away(false);
    timer.advance(Duration.ofSeconds(1));

    assertThat(answer().content()).isEqualTo("One two ");
    assertThat(end.toCompletableFuture()).isNotDone();
  }

  @Test
  void requirement10WhatBreaksOffStaysInterrupted() {
    reply.say("One ");
    timer.advance(Duration.ofSeconds(1));
    reply.say("two");
    reply.end().completeExceptionally(ProviderOutage.unreachable("gone"));

    assertThatThrownBy(() -> TestingTalk.now(end)).isInstanceOf(ProviderOutage.class);
    assertThat(answer().content()).isEqualTo("One two");
    assertThat(answer().isComplete()).isFalse();
    assertThat(timer.waiting()).isZero();
    assertThat(ends).hasValue(1);
  }

  @Test
  void requirement10WithoutAWordThereIsNoAnswer() {
    reply.end().completeExceptionally(ProviderOutage.unreachable("gone"));

    assertThat(talk.messages()).hasSize(1);
  }

  @Test
  void requirement10AnAnswerThatCanNotBeKeptHasNoEnd() {
    reply.say("One");
    talk.ledger.away(true);
    reply.end().complete(null);

    assertThatThrownBy(() -> TestingTalk.now(end))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo("answer_not_kept"));
  }

  @Test
  void requirement10AnAnswerOfWhichABeginningIsKeptSaysSoWhereTheRestIsNot() {
    reply.say("One ");
    timer.advance(Duration.ofSeconds(1));
    reply.say("two");
    talk.ledger.away(true);
    reply.end().complete(null);

    assertThatThrownBy(() -> TestingTalk.now(end))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo("answer_kept_in_part"));
  }

  @Test
  void requirement10NoCharacterIsCutIntoHalves() {
    reply.say("One \ud83d");
    timer.advance(Duration.ofSeconds(1));
    assertThat(answer().content()).isEqualTo("One ");
    reply.say("\ude00\u0000");
    timer.advance(Duration.ofSeconds(1));

    assertThat(answer().content()).isEqualTo("One \ud83d\ude00\ufffd");
  }

  @Test
  void requirement10WhatWaitsInTheJournalIsSaid() {
    talk.ledger.journaling();
    reply.end().complete(null);

    assertThat(recorded.degradations()).isEqualTo(List.of("database"));
  }

  private Message answer() {
    return talk.messages().get(1);
  }
}
