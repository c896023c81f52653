package ai.karen.conversation.control.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.entity.Quantised;
import ai.karen.language.entity.Vectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VectorIndexTest {
  private static final int DIMENSIONS = 384;

  private final Random random = new Random(7);
  private final VectorIndex index = new VectorIndex(DIMENSIONS);

  @Test
  void requirement2TheClosestAreThoseOfTheExactCosine() {
    List<float[]> vectors = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < VectorBlock.SIZE + 500; i++) {
      vectors.add(vector());
      ids.add(UUID.randomUUID());
      index.add(ids.get(i), Quantised.of(vectors.get(i)));
    }
    float[] query = vector();

    List<Found> found = index.search(Quantised.of(query), 20);

    List<Double> exact =
        vectors.stream()
            .map(vector -> Vectors.cosine(query, vector))
            .sorted(Comparator.reverseOrder())
            .limit(20)
            .toList();
    for (int place = 0; place < found.size(); place++) {
      double cosine = Vectors.cosine(query, vectors.get(ids.indexOf(found.get(place).message())));
      assertThat(cosine).isGreaterThan(exact.get(19) - 0.005);
      assertThat((double) found.get(place).score()).isBetween(cosine - 0.005, cosine + 0.005);
    }
    assertThat(found)
        .hasSize(20)
        .isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
  }

  @Test
  void requirement2NothingCloserIsPassedOverWhateverTheBytes() {
    for (int dimensions : List.of(1, 8, 13, 384)) {
      VectorIndex some = new VectorIndex(dimensions);
      List<Quantised> vectors = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        vectors.add(anyBytes(dimensions));
        some.add(new UUID(0, i), vectors.get(i));
      }
      for (int query = 0; query < 50; query++) {
        Quantised asked = anyBytes(dimensions);
        List<Float> exact =
            vectors.stream()
                .map(vector -> product(asked, vector) * scale(asked, vector))
                .sorted(Comparator.reverseOrder())
                .limit(10)
                .toList();
        assertThat(some.search(asked, 10)).extracting(Found::score).isEqualTo(exact);
      }
    }
  }

  @Test
  void whatIsRemovedIsNotFoundThoughItIsTheClosest() {
    Quantised vector = Quantised.of(vector());
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    index.add(first, vector);
    index.add(second, vector);
    index.remove(Set.of(first));

    assertThat(index.search(vector, 5)).extracting(Found::message).containsExactly(second);
  }

  @Test
  void requirement3AHundredThousandMessagesTakeAtMost64Megabytes() {
    Quantised vector = Quantised.of(vector());
    for (int i = 0; i < 100_000; i++) {
      index.add(new UUID(0, i), vector);
    }

    assertThat(index.size()).isEqualTo(100_000);
    assertThat(index.bytes()).isLessThanOrEqualTo(64_000_000);
  }

  @Test
  void requirement3WhoSaidLittleTakesLittle() {
    Quantised vector = Quantised.of(vector());
    for (int i = 0; i < VectorBlock.FEW; i++) {
      index.add(new UUID(0, i), vector);
    }
    assertThat(index.bytes()).isEqualTo(VectorBlock.FEW * 408L);

    index.add(new UUID(0, VectorBlock.FEW), vector);

    assertThat(index.bytes()).isEqualTo(2 * VectorBlock.FEW * 408L);
    assertThat(index.search(vector, 100)).hasSize(VectorBlock.FEW + 1);
  }

  @Test
  void vectorsOfAnotherLengthAreLeftOut() {
    index.add(UUID.randomUUID(), new Quantised(0, new byte[0]));

    assertThat(index.size()).isZero();
    assertThat(index.search(Quantised.of(vector()), 5)).isEmpty();
  }

  /** Of extremes alone, of small ones alone, or of all there are. */
  private Quantised anyBytes(int dimensions) {
    int kind = random.nextInt(3);
    byte[] bytes = new byte[dimensions];
    for (int i = 0; i < dimensions; i++) {
      int any = random.nextInt(256) - 128;
      bytes[i] = (byte) (kind == 0 ? any < 0 ? -128 : 127 : kind == 1 ? any / 40 : any);
    }
    return new Quantised(random.nextFloat(), bytes);
  }

  private static float scale(Quantised one, Quantised other) {
    return one.scale() * other.scale();
  }

  private static int product(Quantised one, Quantised other) {
    int sum = 0;
    for (int i = 0; i < one.dimensions().length; i++) {
      sum += one.dimensions()[i] * other.dimensions()[i];
    }
    return sum;
  }

  private float[] vector() {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Vectors.normalised(vector);
  }
}
