package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointTest {
  private static final String ANSWER = "The quick brown fox jumps over the lazy dog, and so on. 🦊";

  @Test
  void howeverTheTextIsCutNoWordIsLostAndNoneComesTwice() {
    Random random = new Random(1);
    for (int round = 0; round < 5_000; round++) {
      int cut = random.nextInt(ANSWER.length() + 1);
      String delivered = ANSWER.substring(0, cut);
      String shown = delivered.stripTrailing();
      String space = delivered.substring(shown.length());

      assertThat(delivered + joined(new Repetition(delivered), ANSWER, random)).isEqualTo(ANSWER);
      assertThat(delivered + joined(new Continuation(delivered, space), ANSWER, random))
          .isEqualTo(ANSWER);
      assertThat(
              delivered
                  + joined(
                      new Continuation(delivered, space), ANSWER.substring(shown.length()), random))
          .isEqualTo(ANSWER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "The", "The quick red", "the quick brown", "The quick brown f0x"})
  void aRepetitionThatDiffersIsNoneOfTheAnswer(String other) {
    Repetition repetition = new Repetition("The quick brown fox");
    boolean fits = repetition.next(other).isPresent() && repetition.end().isPresent();

    assertThat(fits).isFalse();
  }

  @Test
  void fifteenCharactersInCommonAreChance() {
    Continuation continuation = new Continuation("123456789012345-and so on", "");

    assertThat(continuation.next("123456789012345+")).contains("123456789012345+");
  }

  @Test
  void sixteenAreANewBeginning() {
    Continuation continuation = new Continuation("1234567890123456-and so on", "");

    assertThat(continuation.next("12345678")).contains("");
    assertThat(continuation.next("90123456+")).isEmpty();
  }

  @Test
  void aShortContinuationThatLooksLikeTheBeginningIsHandedOverAtItsEnd() {
    Continuation continuation = new Continuation("no, no, ", " ");

    assertThat(continuation.next("no")).contains("");
    assertThat(continuation.end()).contains("no");
  }

  private static String joined(Joint joint, String text, Random random) {
    StringBuilder joined = new StringBuilder();
    for (String piece : pieces(text, random)) {
      joined.append(joint.next(piece).orElseThrow());
    }
    return joined.append(joint.end().orElseThrow()).toString();
  }

  private static List<String> pieces(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(9));
      pieces.add(text.substring(from, to));
      from = to;
    }
    return Optional.of(pieces).filter(some -> !some.isEmpty()).orElse(List.of(""));
  }
}
