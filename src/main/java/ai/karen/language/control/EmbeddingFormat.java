package ai.karen.language.control;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** How a vector is written into an answer. */
enum EmbeddingFormat {
  /** Numbers, each in the fewest digits that name its 32-bit value. */
  FLOAT {
    @Override
    JsonValue written(float[] vector) {
      JsonArrayBuilder numbers = Json.createArrayBuilder();
      for (float number : vector) {
        numbers.add(Double.parseDouble(Float.toString(number)));
      }
      return numbers.build();
    }
  },
  /** Base64 of the 32-bit floats, little-endian. */
  BASE64 {
    @Override
    JsonValue written(float[] vector) {
      ByteBuffer bytes =
          ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      return Json.createValue(Base64.getEncoder().encodeToString(bytes.array()));
    }
  };

  abstract JsonValue written(float[] vector);

  static Optional<EmbeddingFormat> named(String word) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst();
  }
}
