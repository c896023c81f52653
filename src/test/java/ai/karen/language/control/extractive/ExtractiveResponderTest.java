package ai.karen.language.control.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.language.control.TestingEmbedder;
import ai.karen.language.entity.ExtractiveAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when only words can be compared: the least that the responder can do. */
class ExtractiveResponderTest {
  private static final String TEXT =
      "Acme was founded in 1999 by Jane Doe. It sold welding arms to car makers. The headquarters"
          + " moved to Rotterdam in 2011. Today 2,300 people work there. Revenue reached 410"
          + " million euros. A plant in Vietnam is planned for spring.";

  private final ExtractiveResponder responder =
      Responders.with(new TestingEmbedder().unavailable("It is loading."));

  @ParameterizedTest
  @ValueSource(
      strings = {"Who founded Acme?", "Summarise it.", "How tall is Everest?", "What is Karen?"})
  void r1_quotesTheTextOrTheManualWordByWord(String question) {
    ExtractiveAnswer answer = ask(TEXT + "\n\n" + question);
    List<String> manual =
        ManualEntry.read().stream().flatMap(entry -> entry.answer().stream()).toList();
    assertThat(answer.sentences().subList(1, answer.sentences().size()))
        .allMatch(
            said -> TEXT.contains(said) || manual.contains(said) || said.equals(Notice.INVITATION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {TEXT, TEXT + "\nWho founded it?", "hello", "What is Karen?", "Why?", "tl;dr", ""})
  void r2_saysOnceThatThereIsNoModelAndHowToGetOne(String message) {
    assertThat(ask(message).sentences())
        .filteredOn(sentence -> sentence.startsWith("No generative model is available right now"))
        .singleElement()
        .asString()
        .contains("OPENAI_API_KEY", "Ollama");
  }

  @Test
  void r3_answersFromThePastedText() {
    ExtractiveAnswer answer = ask(TEXT + "\n\nIn which year was Acme founded?");
    assertThat(answer.sentences())
        .containsExactly(Notice.FOUND.sentence(), "Acme was founded in 1999 by Jane Doe.");
  }

  @Test
  void r3_answersFromTheConversation() {
    ExtractiveAnswer answer =
        Responders.ask(responder, "My name is Bob.", "Good day.", "What is my name?");
    assertThat(answer.sentences()).endsWith("My name is Bob.");
  }

  @Test
  void r3_findsTheAnswerBelowAQuestionOfTheText() {
    String questions = "How are parcels sent?\nBy rail.\nHow are letters sent?\nWith pigeons.\n";
    assertThat(ask(questions + "\nTell me how letters are sent").sentences())
        .endsWith("With pigeons.");
  }

  @Test
  void r4_summarisesALongTextInItsOrder() {
    List<String> said = ask(TEXT).sentences();
    List<String> quotes = said.subList(1, said.size());
    assertThat(said.get(0)).isEqualTo(Notice.SUMMARISED.sentence());
    assertThat(quotes).hasSize(2).isSortedAccordingTo((a, b) -> TEXT.indexOf(a) - TEXT.indexOf(b));
  }

  @ParameterizedTest
  @CsvSource({"in one sentence,1", "in 3 bullet points,3", "in five short sentences,5"})
  void r4_summarisesAsShortAsAsked(String wish, int sentences) {
    assertThat(ask("Summarise this " + wish + ":\n" + TEXT).sentences()).hasSize(1 + sentences);
  }

  @Test
  void r4_summarisesTheConversationWhenNoTextComesAlong() {
    assertThat(Responders.ask(responder, TEXT, "Good.", "Please summarise that.").sentences())
        .startsWith(Notice.SUMMARISED.sentence())
        .hasSizeGreaterThan(2);
  }

  @Test
  void r4_saysThatThereIsNothingToSummarise() {
    assertThat(ask("Summarise!").sentences()).first().isEqualTo(Notice.NO_TEXT.sentence());
  }

  @Test
  void r5_answersFromTheManual() {
    ExtractiveAnswer answer = ask("Where is my first API key?");
    assertThat(answer.sentences()).first().isEqualTo(Notice.MANUAL.sentence());
    assertThat(answer.text()).contains("first-api-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"What is the capital of France?", "Write a poem", "1 + 1", "", "???"})
  void r6_saysThatItFoundNothing(String message) {
    assertThat(ask(message).sentences())
        .containsExactly(Notice.NOTHING.sentence(), Notice.INVITATION);
  }

  @Test
  void r6_answersAnEmptyConversation() {
    assertThat(responder.answer(List.of()).sentences()).contains(Notice.NOTHING.sentence());
  }

  @Test
  void r8_saysWhatWasLeftOut() {
    assertThat(ask("It is so. ".repeat(2_000)).sentences()).doesNotContain(Notice.LEFT_OUT);
    assertThat(ask("It is so. ".repeat(2_001)).sentences()).containsOnlyOnce(Notice.LEFT_OUT);
  }

  @ParameterizedTest
  @CsvSource({"Hello Karen!,Hello.", "vielen Dank,You are welcome.", "你好,Hello."})
  void r10_greetsBack(String message, String reply) {
    assertThat(ask(message).sentences())
        .containsExactly(reply, Notice.SMALLTALK.sentence(), Notice.INVITATION);
  }

  @Test
  void r11_findsWordsOfOtherLanguages() {
    assertThat(ask("北京是中国的首都。长江是最长的河流。\n中国的首都是哪里？").sentences()).endsWith("北京是中国的首都。");
    assertThat(ask("Москва стоит на реке. Погода была плохая.\nГде стоит Москва?").sentences())
        .endsWith("Москва стоит на реке.");
  }

  @Test
  void piecesOfAnAnswerMakeUpItsText() {
    ExtractiveAnswer answer = ask(TEXT);
    assertThat(String.join("", answer.pieces())).isEqualTo(answer.text());
    assertThat(answer.pieces()).hasSameSizeAs(answer.sentences());
  }

  private ExtractiveAnswer ask(String message) {
    return Responders.ask(responder, message);
  }
}
