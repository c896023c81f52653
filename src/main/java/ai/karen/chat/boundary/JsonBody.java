package ai.karen.chat.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads a request's body, which must be one JSON object in UTF-8. */
final class JsonBody {
  // Looked up once: the look-up by service loader costs more than parsing a small body.
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonBody() {}

  /**
   * @throws ProblemException 400 with what is wrong and where
   */
  static JsonObject read(InputStream body) {
    byte[] bytes = bytes(body);
    requireUtf8(bytes);
    if (value(bytes) instanceof JsonObject object) {
      return object;
    }
    throw invalid("The request's body must be a JSON object");
  }

  private static JsonValue value(byte[] bytes) {
    try (JsonParser parser =
        PARSERS.createParser(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      parser.next();
      JsonValue value = parser.getValue();
      // Asked for its own sake: it fails where anything follows.
      if (parser.hasNext()) {
        throw new JsonException("more than one value");
      }
      return value;
    } catch (JsonParsingException malformed) {
      throw invalid(
          "The request's body is not valid JSON at line %d, column %d"
              .formatted(
                  malformed.getLocation().getLineNumber(),
                  malformed.getLocation().getColumnNumber()));
    } catch (RuntimeException unreadable) {
      // Not only a JsonException: too deep a nesting, for one, is told by a plain RuntimeException.
      throw invalid("The request's body is not JSON that can be read");
    }
  }

  private static byte[] bytes(InputStream body) {
    try {
      return body.readAllBytes();
    } catch (IOException broken) {
      throw invalid("The request's body ended before it was complete");
    }
  }

  private static void requireUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException malformed) {
      throw invalid("The request's body is not valid UTF-8");
    }
  }

  private static ProblemException invalid(String sentence) {
    return new ProblemException(Problem.invalid(400, "invalid_json", sentence, null));
  }
}
