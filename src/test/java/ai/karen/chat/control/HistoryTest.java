package ai.karen.chat.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Place;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requirement 11: what is told of a conversation. */
class HistoryTest {
  private static final int EACH = TokenEstimate.PER_MESSAGE + 10;

  private final Message first = message("user", "first");
  private final Message one = message("assistant", "one");
  private final Message second = message("user", "second");
  private final Message two = message("assistant", "two");
  private final Message third = message("user", "third");
  private final List<Message> before = List.of(first, one, second, two);

  @Test
  void requirement11AThirdOfTheBytesIsTheEstimate() {
    assertThat(TokenEstimate.ofMessage("")).isEqualTo(TokenEstimate.PER_MESSAGE);
    assertThat(TokenEstimate.ofMessage("abc")).isEqualTo(TokenEstimate.PER_MESSAGE + 1);
    assertThat(TokenEstimate.ofMessage("abcd")).isEqualTo(TokenEstimate.PER_MESSAGE + 2);
    assertThat(TokenEstimate.ofMessage("\u6f22")).isEqualTo(TokenEstimate.PER_MESSAGE + 1);
  }

  @Test
  void requirement11WhatFitsExactlyIsTold() {
    assertThat(History.fitting(before, third, 5 * EACH))
        .containsExactly(first, one, second, two, third);
  }

  @Test
  void requirement11OneTokenLessAndTheOldestTurnIsLeftOut() {
    assertThat(History.fitting(before, third, 5 * EACH - 1)).containsExactly(second, two, third);
  }

  @Test
  void requirement11WhatIsLeftBeginsWithAQuestion() {
    assertThat(History.fitting(before, third, 3 * EACH)).containsExactly(second, two, third);
    assertThat(History.fitting(before, third, 3 * EACH - 1)).containsExactly(third);
  }

  @Test
  void requirement11TheNewestQuestionStaysWhateverItsLength() {
    assertThat(History.fitting(before, third, 1)).containsExactly(third);
    assertThat(History.fitting(List.of(), third, 0)).containsExactly(third);
  }

  @Test
  void requirement11ALeadingSystemMessageStays() {
    Message system = message("system", "rules");

    assertThat(History.fitting(List.of(system, first, one), third, 4 * EACH))
        .containsExactly(system, first, one, third);
    assertThat(History.fitting(List.of(system, first, one), third, 4 * EACH - 1))
        .containsExactly(system, third);
  }

  @Test
  void requirement11AnAnswerWithoutAWordIsNotTold() {
    Message silent = Message.begun(place(), UUID.randomUUID());

    assertThat(History.fitting(List.of(first, silent), third, 1_000)).containsExactly(first, third);
  }

  @Test
  void requirement11TheAnswerHasAReserve() {
    assertThat(ContextBudget.withoutReserve(8_192)).isEqualTo(8_192 - 2_048);
    assertThat(ContextBudget.withoutReserve(16_384)).isEqualTo(16_384 - 4_096);
    assertThat(ContextBudget.withoutReserve(1_000_000)).isEqualTo(1_000_000 - 4_096);
  }

  private static Message message(String role, String name) {
    return new Message(place(), role, name + "x".repeat(30 - name.length()));
  }

  private static Place place() {
    return new Place(UUID.randomUUID(), UUID.randomUUID(), null, Instant.EPOCH);
  }
}
