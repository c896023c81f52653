package ai.karen.language.control.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void r11_splitsAtTheEndsOfSentences() {
    assertThat(Sentences.of("One is here. Two follows! Is three? Yes."))
        .containsExactly("One is here.", "Two follows!", "Is three?", "Yes.");
  }

  @Test
  void r11_splitsLanguagesWithoutBlanks() {
    assertThat(Sentences.of("北京是首都。上海很大。")).containsExactly("北京是首都。", "上海很大。");
  }

  @Test
  void r11_keepsAbbreviationsAndNamesTogether() {
    assertThat(Sentences.of("Dr. No met Mrs. Vogt. They set karen.providers.<id>.model."))
        .containsExactly("Dr. No met Mrs. Vogt.", "They set karen.providers.<id>.model.");
  }

  @Test
  void r11_joinsLinesThatWereBrokenToFit() {
    String wrapped = "This sentence was broken by a mail program\nbecause it was too long for it.";
    assertThat(Sentences.of(wrapped)).hasSize(1).first().asString().contains("program because");
  }

  @Test
  void r11_keepsItemsHeadingsAndParagraphsApart() {
    assertThat(Sentences.of("# Fruit\n- apples and pears\n- plums\n\nThat is all\n```\nx = 1\n```"))
        .containsExactly("# Fruit", "- apples and pears", "- plums", "That is all", "x = 1");
  }

  @Test
  void r11_cutsARunWithoutEndAtBlanks() {
    assertThat(Sentences.of("word ".repeat(400)))
        .allMatch(piece -> piece.length() <= Sentences.LONGEST && !piece.endsWith("wor"));
    assertThat(Sentences.of("x".repeat(1_001))).hasSize(3);
  }

  @Test
  void r11_findsNothingInNothing() {
    assertThat(Sentences.of(" \n\n ")).isEmpty();
  }
}
