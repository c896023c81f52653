package ai.karen.language.control.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.language.control.TestingEmbedder;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTest {
  private final List<ManualEntry> entries = ManualEntry.read();

  @Test
  void r5_everyQuestionHasAnAnswer() {
    assertThat(entries).hasSizeGreaterThan(80);
    assertThat(entries).allSatisfy(entry -> assertThat(entry.answer()).isNotEmpty());
    assertThat(entries).allMatch(entry -> !entry.answer().get(0).startsWith("#"));
  }

  @Test
  void r5_noQuestionIsThereTwice() {
    List<String> questions = entries.stream().map(ManualEntry::question).toList();
    assertThat(new HashSet<>(questions)).hasSameSizeAs(questions);
  }

  @Test
  void r5_findsItsOwnQuestions() {
    TestingEmbedder embedder = new TestingEmbedder(2_048);
    Meaning meaning = new Meaning(embedder, new TestingTimer(Duration.ZERO));
    Manual manual = new Manual(embedder, meaning);
    manual.learn();
    for (ManualEntry entry : entries) {
      assertThat(manual.find(entry.question()).quotes()).isEqualTo(entry.answer());
    }
  }
}
