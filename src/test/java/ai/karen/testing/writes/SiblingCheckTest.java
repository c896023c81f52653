package ai.karen.testing.writes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.writes.SharedWriter.Spoken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check that notices nothing would prove nothing. */
class SiblingCheckTest {
  private final List<Kept.Message> messages = new ArrayList<>();
  private List<Spoken> here = List.of(acknowledged("here 1"), acknowledged("here 2"));
  private final List<Spoken> there = List.of(acknowledged("there 1"));

  /** Two nodes that knew the same, and then nothing of each other. */
  @BeforeEach
  void soundBranches() {
    keep("", "before");
    keep("Re: before", "here 1");
    keep("Re: before", "there 1");
    keep("Re: here 1", "here 2");
  }

  @Test
  void soundBranchesHaveNoViolations() {
    assertThat(check().violations()).isEmpty();
    assertThat(check().branchings()).isEqualTo(1);
  }

  @Test
  void lossesAreNoticed() {
    messages.remove(messages.size() - 1);
    assertThat(check().violations()).contains("lost here 2's answer");
    messages.remove(messages.size() - 1);
    assertThat(check().violations()).contains("lost here 2");
  }

  @Test
  void doublesAreNoticed() {
    keep("Re: here 2", "there 1");
    assertThat(check().violations()).anyMatch(what -> what.startsWith("doubled"));
  }

  @Test
  void whatWasRefusedAndIsThereIsNoticed() {
    here = List.of(acknowledged("here 1"), spoken("here 2", Outcome.Kind.REFUSED, true));
    assertThat(check().violations()).anyMatch(what -> what.startsWith("doubled or half-written"));
  }

  @Test
  void aQuestionThatFollowsTheOtherSidesIsNoticed() {
    messages.subList(6, 8).clear();
    keep("Re: there 1", "here 2");
    assertThat(check().violations())
        .containsExactly("misplaced here 2 follows the message at 5, not the one at 3");
    here = List.of(acknowledged("here 1"), spoken("here 2", Outcome.Kind.ACKNOWLEDGED, false));
    assertThat(check().violations()).as("it was healed by then").isEmpty();
  }

  @Test
  void aQuestionThatForgetsItsOwnSidesIsNoticedAfterTheCutToo() {
    messages.subList(6, 8).clear();
    keep("Re: before", "here 2");
    here = List.of(acknowledged("here 1"), spoken("here 2", Outcome.Kind.ACKNOWLEDGED, false));
    assertThat(check().violations())
        .containsExactly("misplaced here 2 follows the message at 1, not the one at 3");
  }

  @Test
  void whatIsToldBeforeItsParentIsNoticed() {
    messages.add(2, messages.remove(6));
    assertThat(check().violations()).anyMatch(what -> what.startsWith("misplaced Message"));
  }

  private SiblingCheck check() {
    return SiblingCheck.of(messages, List.of(here, there));
  }

  private void keep(String parent, String content) {
    messages.add(new Kept.Message(content, parent, "user", content, "complete"));
    String answer = EchoingProvider.answerTo(content);
    messages.add(new Kept.Message(answer, content, "assistant", answer, "complete"));
  }

  private static Spoken acknowledged(String content) {
    return spoken(content, Outcome.Kind.ACKNOWLEDGED, true);
  }

  private static Spoken spoken(String content, Outcome.Kind end, boolean alone) {
    return new Spoken(new Written.Said(content, end), alone);
  }
}
