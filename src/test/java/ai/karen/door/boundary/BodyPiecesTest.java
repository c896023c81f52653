package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyPiecesTest {
  private final BodyPieces pieces = new BodyPieces();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_023, 1_024, 1_025, 16_384, 300_000})
  void r4TheyAreTheSameInOnePieceHoweverTheyCome(int length) {
    byte[] bytes = new byte[300_000];
    new Random(length).nextBytes(bytes);
    byte[] piece = new byte[length];
    for (int at = 0; at < bytes.length; at += length) {
      int there = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, piece, 0, there);
      pieces.add(piece, there);
      Arrays.fill(piece, (byte) 0);
    }

    assertThat(pieces.size()).isEqualTo(bytes.length);
    assertThat(pieces.takeAll()).isEqualTo(bytes);
  }

  @Test
  void r4NothingIsLeftOfWhatWasTaken() {
    pieces.add(new byte[] {1, 2, 3}, 3);
    pieces.takeAll();

    assertThat(pieces.size()).isZero();
    assertThat(pieces.takeAll()).isEmpty();
  }
}
