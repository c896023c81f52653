package ai.karen.language.control.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.language.adapter.djl.RealEmbedder;
import ai.karen.timing.control.Timer;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real model: questions that share no word with their answers. */
class ExtractiveResponderByMeaningTest {
  private static final String TEXT =
      "Acme Robotics was founded in 1999 by Jane Doe in a garage in Leeds. The company moved its"
          + " headquarters to Rotterdam in 2011. Today about 2,300 people work there. Its chief"
          + " executive joined from Siemens in 2018. Revenue reached 410 million euros last year."
          + " The firm intends to open a plant in Vietnam next spring.";

  private static final ExtractiveResponder RESPONDER = Responders.with(RealEmbedder.get());

  @ParameterizedTest
  @CsvSource({
    "How many employees does it have?, 2300 people",
    "Who is the CEO?, chief executive",
    "How much money did it earn?, Revenue",
    "When was the company started?, 1999",
  })
  void r3_findsTheMeaning(String question, String answer) {
    assertThat(ask(TEXT + "\n\n" + question).replace(",", "")).contains(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "How can I check whether the server is healthy?, /health",
    "What should I do to get better answers from GPT?, OPENAI_API_KEY",
    "Who are you?, AI engine",
    "Are my chats written to the log files?, never what was said",
  })
  void r5_findsTheManualsAnswer(String question, String answer) {
    assertThat(ask(question)).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What is the capital of France?",
        "How do I bake bread?",
        "Write a poem about cats",
        "How does photosynthesis work?",
        "What is the meaning of life?",
      })
  void r6_findsNothingWhereNothingIs(String question) {
    assertThat(ask(question)).startsWith(Notice.NOTHING.sentence());
    assertThat(ask(TEXT + "\n\n" + question)).startsWith(Notice.NOTHING.sentence());
  }

  /** The bound is loose, because machines that run tests are busy; half a second is the aim. */
  @Test
  void r8_answersAQuestionAboutTenKilobytesInTime() {
    ExtractiveResponder timed = Responders.with(RealEmbedder.get(), new SystemTimer());
    String text = (TEXT.replace(". ", ", it was said. ") + " ").repeat(30);
    assertThat(text.length()).isGreaterThan(10_000);
    long[] took = LongStream.range(0, 10).map(round -> time(timed, round + " " + text)).toArray();
    assertThat(LongStream.of(took).sorted().toArray()[8])
        .isLessThan(Duration.ofSeconds(2).toNanos());
  }

  private static long time(ExtractiveResponder responder, String text) {
    long start = System.nanoTime();
    assertThat(Responders.ask(responder, text + "\n\nWho leads it?").sentences()).isNotEmpty();
    return System.nanoTime() - start;
  }

  private static String ask(String message) {
    return Responders.ask(RESPONDER, message).text();
  }

  private static final class SystemTimer implements Timer {
    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public Timeout schedule(Duration delay, Runnable action) {
      throw new UnsupportedOperationException("nothing is due here");
    }
  }
}
