package ai.karen.account.boundary;

import ai.karen.json.entity.Json;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Where a list goes on: behind what was made then and has that id.
 *
 * @param list which list it is of
 */
record Cursor(String list, Instant at, String id) {
  /** Of lists of users. */
  static final String USERS = "users";

  /** Of lists of keys. */
  static final String KEYS = "keys";

  private static final int USUAL = 20;
  private static final int MOST = 100;
  private static final int PARTS = 3;

  /**
   * @param text null for the first page
   * @return null for the first page
   * @throws ProblemException 400 {@code invalid_cursor}
   */
  static Cursor read(String text, String list) {
    if (text == null) {
      return null;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", -1);
      if (parts.length == PARTS && parts[0].equals(list)) {
        return new Cursor(list, Instant.parse(parts[1]), parts[2]);
      }
    } catch (IllegalArgumentException | DateTimeException odd) {
      throw invalid();
    }
    throw invalid();
  }

  /**
   * @param text null where the client said nothing
   * @throws ProblemException 400
   */
  static int limit(String text) {
    if (text == null) {
      return USUAL;
    }
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST) {
      throw Members.invalid("limit", "must be a whole number from 1 to " + MOST);
    }
    return Integer.parseInt(text);
  }

  /** Whether something stands behind it. */
  boolean isBefore(Instant otherAt, String otherId) {
    int later = otherAt.compareTo(at);
    return later > 0 || later == 0 && otherId.compareTo(id) > 0;
  }

  /**
   * @param rows one more than the limit, where there are more
   */
  static <T> JsonObjectBuilder page(
      List<T> rows, int limit, Function<T, JsonObject> json, Function<T, Cursor> place) {
    List<T> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
    JsonArrayBuilder data = Json.createArrayBuilder();
    shown.forEach(row -> data.add(json.apply(row)));
    return Json.createObjectBuilder()
        .add("data", data)
        .add(
            "next_cursor",
            rows.size() > limit
                ? Json.createValue(place.apply(shown.get(shown.size() - 1)).text())
                : JsonValue.NULL);
  }

  private String text() {
    String parts = String.join("|", list, at.toString(), id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(parts.getBytes(StandardCharsets.UTF_8));
  }

  private static ProblemException invalid() {
    return new ProblemException(
        Problem.invalid(
                400, "invalid_cursor", "'cursor' is not one that this list gave out", "cursor")
            .withNextSteps("Take it from next_cursor, or leave it out to begin anew."));
  }
}
