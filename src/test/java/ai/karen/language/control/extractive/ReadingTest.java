package ai.karen.language.control.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.language.entity.Utterance;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  private static final String TEXT =
      "The tower was built in 1889. It is made of iron. Millions visit it. It is painted often.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How high is it?\n\n" + TEXT,
        TEXT + "\n\nHow high is it?",
        TEXT + " How high is it?",
        "Context:\n" + TEXT + "\n\nHow high is it?\nAnswer:",
      })
  void r3_partsTheQuestionFromTheText(String message) {
    Reading reading = read(user(message));
    assertThat(reading.request()).isEqualTo("How high is it?");
    assertThat(reading.own()).hasSize(4);
  }

  @Test
  void r3_quotesNoEarlierQuestion() {
    Reading reading =
        read(user("My name is Bob. Who are you?"), assistant("I am an engine."), user("And me?"));
    assertThat(reading.others()).containsExactly("My name is Bob.", "I am an engine.");
  }

  @Test
  void r3_readsWhatToolsFound() {
    Reading reading = read(user("How warm is it?"), new Utterance("tool", "It is 21 degrees."));
    assertThat(reading.request()).isEqualTo("How warm is it?");
    assertThat(reading.others()).containsExactly("It is 21 degrees.");
  }

  @Test
  void r3_doesNotQuoteItself() {
    assertThat(read(assistant(Notice.FOUND.sentence() + " Iron."), user("Why?")).isEmpty())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Summarise this text:\n" + TEXT,
        "Please summarize: " + TEXT,
        TEXT + "\ntl;dr",
        "Fasse das zusammen:\n" + TEXT,
        "请总结：\n" + TEXT,
      })
  void r4_knowsARequestForASummary(String message) {
    Reading reading = read(user(message));
    assertThat(Asking.wantsSummary(reading.request())).isTrue();
    assertThat(reading.own()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"In summary, it stands.", "When it rains, it rusts."})
  void r4_takesALastSentenceForNoRequest(String last) {
    Reading reading = read(user(TEXT + " " + last));
    assertThat(reading.request()).isEmpty();
    assertThat(reading.own()).hasSize(5);
  }

  @Test
  void r8_readsTheMostSentencesAndNotOneMore() {
    assertThat(read(user("It is so. ".repeat(2_000))).exceeded()).isFalse();
    Reading reading = read(user("It is so. ".repeat(2_001)));
    assertThat(reading.exceeded()).isTrue();
    assertThat(reading.own()).hasSize(2_000);
  }

  @Test
  void r8_readsTheMostCharactersAndNotOneMore() {
    String most = "x".repeat(199).concat(" ").repeat(1_000);
    assertThat(read(user(most)).exceeded()).isFalse();
    assertThat(read(user(most + "x")).exceeded()).isTrue();
  }

  @Test
  void r8_readsTheNewestFirst() {
    Reading reading =
        read(user("Old. ".repeat(3_000)), assistant("New one."), user("What is new?"));
    assertThat(reading.exceeded()).isTrue();
    assertThat(reading.others()).hasSize(1_999).endsWith("New one.");
  }

  @Test
  void r8_findsTheQuestionBehindATextThatIsTooLong() {
    Reading reading = read(user("It is so. ".repeat(30_000) + "\n\nWhy is it so?"));
    assertThat(reading.request()).isEqualTo("Why is it so?");
  }

  @Test
  void r9_neverReadsInstructions() {
    assertThat(read(new Utterance("system", "The code is 4711."), user("What code?")).isEmpty())
        .isTrue();
  }

  private static Reading read(Utterance... conversation) {
    return Reading.of(Arrays.asList(conversation));
  }

  private static Utterance user(String text) {
    return new Utterance("user", text);
  }

  private static Utterance assistant(String text) {
    return new Utterance("assistant", text);
  }
}
