package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.Talk;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vectors of one owner as they stand in PostgreSQL, each of which is compared with that of a
 * text.
 */
record NearestVectors(RealPostgres postgres, Talk talk) {
  private static final int MOST = 20;

  /** Of a score; two that are closer may change places. */
  private static final double ROUNDING = 0.002;

  /** The text is said first: so its own vector stands there, too. */
  void areWhatASearchFinds(String text) throws SQLException {
    String said = "{\"content\":\"" + text + "\"}";
    assertThat(talk.client().post(talk.messagesPath(), said).statusCode()).isEqualTo(200);
    WholeSearch search = new WholeSearch(talk.client());
    Eventually.holds("it is found", () -> text.equals(content(search.found(text, MOST).get(0))));
    List<JsonObject> found = search.found(text, MOST);
    Map<String, Double> scores = scores(id(found.get(0)));
    List<Double> best =
        scores.values().stream().sorted(Comparator.reverseOrder()).limit(MOST).toList();
    assertThat(found).hasSize(MOST).extracting(NearestVectors::id).doesNotHaveDuplicates();
    for (int place = 0; place < MOST; place++) {
      double score = found.get(place).getJsonNumber("score").doubleValue();
      assertThat(score).as("place " + place).isCloseTo(best.get(place), within(ROUNDING));
      assertThat(score).isCloseTo(scores.get(id(found.get(place))), within(ROUNDING));
    }
  }

  /** What each message's vector and that of this message have in common. */
  private Map<String, Double> scores(String message) throws SQLException {
    Map<String, float[]> vectors = vectors();
    float[] asked = vectors.get(message);
    Map<String, Double> scores = new LinkedHashMap<>();
    vectors.forEach((id, vector) -> scores.put(id, product(asked, vector)));
    return scores;
  }

  private Map<String, float[]> vectors() throws SQLException {
    Map<String, float[]> vectors = new LinkedHashMap<>();
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select message_id, scale, dimensions from message_vector")) {
      while (rows.next()) {
        vectors.put(rows.getString(1), vector(rows.getFloat(2), rows.getBytes(3)));
      }
    }
    return vectors;
  }

  private static float[] vector(float scale, byte[] dimensions) {
    float[] vector = new float[dimensions.length];
    for (int number = 0; number < vector.length; number++) {
      vector[number] = scale * dimensions[number];
    }
    return vector;
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int number = 0; number < one.length; number++) {
      sum += one[number] * (double) other[number];
    }
    return sum;
  }

  private static String id(JsonObject memory) {
    return memory.getJsonObject("message").getString("id");
  }

  private static String content(JsonObject memory) {
    return memory.getJsonObject("message").getString("content");
  }
}
