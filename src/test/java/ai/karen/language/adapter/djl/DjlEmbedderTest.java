package ai.karen.language.adapter.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.karen.language.control.TextTooLongException;
import ai.karen.language.entity.Vectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real model in this JVM; loaded once, because native libraries load once. */
class DjlEmbedderTest {
  private static final Path DATA = Path.of("target", "embedder-data");
  private static LoadedEmbedder embedder;

  @BeforeAll
  static void load() throws Exception {
    embedder = DjlEmbedder.load(DATA);
  }

  @Test
  void r3_staysOffTheNetwork() {
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  @Test
  void r4_unpacksNativeLibrariesIntoTheDataFolder() {
    assertThat(DATA.resolve("native/onnxruntime").resolve(System.mapLibraryName("onnxruntime")))
        .exists();
    assertThat(Files.exists(DATA.resolve("native/tokenizers"))).isTrue();
  }

  @Test
  void r5_closeMeaningsAreCloser() {
    assertThat(cosine("a cat", "a kitten")).isGreaterThan(cosine("a cat", "a bank") + 0.2);
    assertThat(cosine("How old is she?", "What is her age?")).isGreaterThan(0.7);
  }

  @Test
  void r5_vectorsHaveUnitLength() {
    float[] vector = vector("A sentence of no importance.");
    assertThat(vector).hasSize(384);
    assertThat(Vectors.cosine(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void r5_equalTextsHaveEqualVectorsWhateverStandsBeside() {
    float[] alone = vector("The engine answers.");
    List<float[]> together =
        embedder.embed(List.of("x", "The engine answers.", "y ".repeat(90))).vectors();
    assertThat(together.get(1)).containsExactly(alone);
  }

  @Test
  void r5_countsTokensWithTheSpecialOnes() {
    assertThat(embedder.embed(List.of("hello world")).tokens()).isEqualTo(4);
    assertThat(embedder.embed(List.of("hello world", "hello")).tokens()).isEqualTo(7);
  }

  @Test
  void r6_readsExactlyOneWindowInOnePiece() {
    assertThat(embedder.embed(List.of("cat ".repeat(254))).tokens()).isEqualTo(256);
  }

  @Test
  void r6_readsALongTextToItsEnd() {
    String filler = "The weather report mentions rain. ".repeat(50);
    assertThat(embedder.embed(List.of("cat ".repeat(255))).tokens()).isEqualTo(256 + 3);
    assertThat(vector(filler + "A kitten sleeps.")).isNotEqualTo(vector(filler));
    assertThat(cosine(filler, filler)).isCloseTo(1, within(1e-5));
  }

  @Test
  void r6_refusesATextBeyondTheLimit() {
    assertThatThrownBy(() -> embedder.embed(List.of("fine", "cat ".repeat(9_000))))
        .isInstanceOfSatisfying(
            TextTooLongException.class,
            refusal -> {
              assertThat(refusal.index()).isEqualTo(1);
              assertThat(refusal.limit()).isEqualTo(8_192);
            });
  }

  @Test
  void r7_concurrentCallersGetTheSameVectors() {
    float[] expected = vector("Everyone asks at once.");
    IntStream.range(0, 64)
        .parallel()
        .forEach(i -> assertThat(vector("Everyone asks at once.")).containsExactly(expected));
  }

  private static float[] vector(String text) {
    return embedder.embed(List.of(text)).vectors().get(0);
  }

  private static double cosine(String one, String other) {
    return Vectors.cosine(vector(one), vector(other));
  }
}
