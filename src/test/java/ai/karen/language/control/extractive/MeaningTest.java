package ai.karen.language.control.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.language.control.TestingEmbedder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeaningTest {
  private final TestingEmbedder embedder = new TestingEmbedder();

  @Test
  void r7_hasNoVectorsWithoutAnEmbedder() {
    embedder.unavailable("It is loading.");
    assertThat(meaning(Duration.ZERO).vectors(List.of("a"))).isEmpty();
  }

  @Test
  void r8_embedsTheMostAndNotOneMore() {
    assertThat(meaning(Duration.ZERO).vectors(Collections.nCopies(96, "a"))).hasSize(96);
    assertThat(meaning(Duration.ZERO).vectors(Collections.nCopies(97, "a"))).hasSize(96);
  }

  @Test
  void r8_stopsWhenTimeIsUp() {
    List<float[]> vectors = meaning(Duration.ofMillis(200)).vectors(Collections.nCopies(96, "a"));
    assertThat(vectors).hasSize(8);
    assertThat(embedder.embedded()).isEqualTo(8);
  }

  private Meaning meaning(Duration step) {
    return new Meaning(embedder, new TestingTimer(step));
  }
}
