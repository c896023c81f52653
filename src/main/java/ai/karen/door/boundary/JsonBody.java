package ai.karen.door.boundary;

import ai.karen.problem.boundary.BodyProblems;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads a request's body, which must be one JSON object in UTF-8, under the limits of the door. */
public final class JsonBody {
  // Looked up once: the look-up by service loader costs more than parsing a small body.
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  /** What a decoder puts where bytes are no UTF-8; also a character that a text may hold. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final int LARGE = 1_000_000;

  /** The least byte that a character beyond Latin-1 begins with. */
  private static final int FIRST_BEYOND_LATIN = 0xC4;

  private JsonBody() {}

  /**
   * Whether reading it lasts and takes much memory: a parser's buffers take six times the text. No
   * more of them should be read at once than can work at once.
   */
  static boolean isLarge(byte[] body) {
    return body.length >= LARGE;
  }

  /**
   * Whether its text may have characters beyond Latin-1, be they written as escapes: the JVM then
   * keeps each of the text's characters in two bytes.
   */
  static boolean isWide(byte[] body) {
    for (int at = 0; at < body.length; at++) {
      boolean escapes = body[at] == '\\' && at + 1 < body.length && body[at + 1] == 'u';
      if (escapes || Byte.toUnsignedInt(body[at]) >= FIRST_BEYOND_LATIN) {
        return true;
      }
    }
    return false;
  }

  /**
   * @throws ProblemException 400 with what is wrong and where
   */
  public static JsonObject read(byte[] body) {
    JsonCounts.requireFit(body);
    String text = text(body);
    if (text.isBlank()) {
      throw new ProblemException(BodyProblems.empty());
    }
    return parsed(text);
  }

  private static JsonObject parsed(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      return read(parser, text);
    }
  }

  private static JsonObject read(JsonParser parser, String text) {
    try {
      return new JsonTree(parser, canHaveLoneSurrogates(text)).read();
    } catch (JsonParsingException malformed) {
      throw new ProblemException(BodyProblems.malformed(place(malformed.getLocation())));
    } catch (ProblemException refusal) {
      throw refusal;
    } catch (RuntimeException unreadable) {
      // Not only a JsonException: the parser tells some of its own limits by other exceptions.
      throw new ProblemException(BodyProblems.malformed(place(parser.getLocation())));
    }
  }

  /** In valid UTF-8 they can only be written as an escape. */
  private static boolean canHaveLoneSurrogates(String text) {
    return text.contains("\\ud") || text.contains("\\uD");
  }

  private static String text(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireUtf8(body);
    }
    return text;
  }

  private static void requireUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException malformed) {
      throw new ProblemException(BodyProblems.json("The request's body is not valid UTF-8."));
    }
  }

  /** The parser's own words would repeat the text. */
  private static String place(JsonLocation location) {
    return " at line %d, column %d".formatted(location.getLineNumber(), location.getColumnNumber());
  }
}
