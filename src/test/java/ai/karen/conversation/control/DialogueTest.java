package ai.karen.conversation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.conversation.entity.Message;
import ai.karen.health.control.TestingClock;
import ai.karen.problem.entity.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requirements 1, 3 and 5: questions and answers are kept. */
class DialogueTest {
  private static final Clock STANDING =
      Clock.fixed(Instant.parse("2026-01-05T08:30:00Z"), ZoneOffset.UTC);

  private final TestingTalk talk = new TestingTalk(STANDING);

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void requirement3AnAnswerIsLaterThanItsQuestionWhateverTheClockSays() {
    Opening first = talk.ask("First?");
    Message answer = talk.answer(first, "One.");

    assertThat(answer.createdAt()).isAfter(first.question().createdAt());
    assertThat(talk.messages()).extracting(Message::content).containsExactly("First?", "One.");
  }

  @Test
  void requirement3AQuestionIsLaterThanItsParentWhereAClockIsBehind() {
    TestingClock clock = new TestingClock();
    try (TestingTalk shifted = new TestingTalk(clock)) {
      shifted.answer(shifted.ask("First?"), "One.");
      clock.advance(Duration.ofSeconds(-5));
      Opening second = shifted.ask("Second?");
      shifted.answer(second, "Two.");
      Opening third = shifted.ask("Third?");

      assertThat(third.history())
          .extracting(Message::content)
          .containsExactly("First?", "One.", "Second?", "Two.");
      assertThat(shifted.messages())
          .extracting(Message::content)
          .containsExactly("First?", "One.", "Second?", "Two.", "Third?");
    }
  }

  @Test
  void requirement3TheHistoryIsTheWayToTheNewest() {
    talk.answer(talk.ask("First?"), "One.");

    Opening second = talk.ask("Second?");

    assertThat(second.history()).extracting(Message::content).containsExactly("First?", "One.");
  }

  @Test
  void requirement2TheHistoryLeavesSiblingsOut() {
    Opening first = talk.ask("First?");
    UUID one = talk.answer(first, "One.").id();
    talk.answer(talk.ask("Second?"), "Two.");

    Opening other =
        TestingTalk.now(
            talk.dialogue.open(new Saying(talk.identities.once(), talk.id, "me", "Other?", one)));

    assertThat(other.history()).extracting(Message::content).containsExactly("First?", "One.");
    assertThat(other.question().parentId()).isEqualTo(one);
  }

  @Test
  void requirement5TheSameRequestIsKeptOnce() {
    RequestIdentity request = talk.identities.keyed("me", "POST /x", "key", "{}");
    Opening first = TestingTalk.now(talk.dialogue.open(talk.saying(request, "Once?")));
    Opening unanswered = TestingTalk.now(talk.dialogue.open(talk.saying(request, "Once?")));
    assertThat(unanswered.answer()).isEmpty();
    assertThat(unanswered.history()).isEmpty();

    talk.answer(first, "Yes.");
    Opening again = TestingTalk.now(talk.dialogue.open(talk.saying(request, "Once?")));

    assertThat(again.answer()).map(Message::content).contains("Yes.");
    assertThat(again.question().id()).isEqualTo(first.question().id());
    assertThat(talk.messages()).hasSize(2);
  }

  @Test
  void requirement5AnotherBodyIsRefused() {
    TestingTalk.now(
        talk.dialogue.open(
            talk.saying(talk.identities.keyed("me", "POST /x", "key", "{}"), "Once?")));

    assertThatThrownBy(
            () ->
                TestingTalk.now(
                    talk.dialogue.open(
                        talk.saying(talk.identities.keyed("me", "POST /x", "key", "[]"), "?"))))
        .satisfies(failure -> assertThat(status(failure)).isEqualTo(422));
  }

  @Test
  void requirement1AnothersConversationIsNotThere() {
    Saying stranger = new Saying(talk.identities.once(), talk.id, "you", "Hello", null);

    assertThatThrownBy(() -> TestingTalk.now(talk.dialogue.open(stranger)))
        .satisfies(failure -> assertThat(status(failure)).isEqualTo(404));
    assertThat(talk.messages()).isEmpty();
  }

  @Test
  void requirement3AnAnswerThatCanNotBeKeptIsToldSo() {
    Opening opening = talk.ask("First?");
    talk.ledger.away(true);

    assertThatThrownBy(() -> talk.answer(opening, "One."))
        .satisfies(failure -> assertThat(code(failure)).isEqualTo("answer_not_kept"));
  }

  @Test
  void requirement3OfAnAnswerWhoseBeginningIsKeptThatIsTold() {
    Opening opening = talk.ask("First?");
    talk.ledger.away(true);

    assertThatThrownBy(
            () ->
                TestingTalk.now(
                    talk.dialogue.complete(opening.by(), () -> true, "One.", "m", "{}")))
        .satisfies(failure -> assertThat(code(failure)).isEqualTo("answer_kept_in_part"));
  }

  @Test
  void requirement3AQuestionThatIsKeptAndCanNotBeReadIsToldAsOneWithoutAnAnswer() {
    talk.ledger.awayAfterAWrite();
    assertThatThrownBy(() -> talk.ask("First?"))
        .satisfies(failure -> assertThat(code(failure)).isEqualTo("answer_not_kept"));

    assertThatThrownBy(() -> talk.ask("Second?"))
        .satisfies(failure -> assertThat(code(failure)).isEqualTo("database_unavailable"));
    talk.ledger.away(false);
    assertThat(talk.messages()).extracting(Message::content).containsExactly("First?");
  }

  @Test
  void requirement3AnAnswerToAConversationThatIsGoneIsNotFound() {
    Opening opening = talk.ask("First?");
    TestingTalk.now(talk.conversations.delete(talk.identities.once(), talk.id, "me"));

    assertThatThrownBy(() -> talk.answer(opening, "One."))
        .satisfies(failure -> assertThat(status(failure)).isEqualTo(404));
  }

  @Test
  void whatWaitsInTheJournalIsDegraded() {
    talk.ledger.journaling();

    Opening opening = talk.ask("First?");

    assertThat(opening.degraded()).isTrue();
    assertThat(
            TestingTalk.now(talk.dialogue.complete(opening.by(), () -> false, "One.", "m", "{}"))
                .degraded())
        .isTrue();
    assertThat(TestingTalk.now(talk.conversations.list("me", null, 10)).degraded()).isTrue();
  }

  private static String code(Throwable failure) {
    return ((ProblemException) failure).problem().code();
  }

  private static int status(Throwable failure) {
    return ((ProblemException) failure).problem().status();
  }
}
