package ai.karen.problem.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.json.entity.Json;
import ai.karen.problem.entity.Problem;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemBodyTest {

  @Test
  void r1OpenAisShapeHasAllFourMembers() {
    Problem problem = Problem.invalid(404, "model_not_found", "No such model.", "model");
    assertThat(ProblemBody.of(problem, "/v1/chat/completions", "id"))
        .hasToString(
            "{\"error\":{\"message\":\"No such model.\",\"type\":\"invalid_request_error\","
                + "\"param\":\"model\",\"code\":\"model_not_found\"}}");
  }

  @Test
  void r1AnAbsentMemberIsNull() {
    Problem problem = Problem.unavailable("busy", "Come back.", Duration.ofSeconds(1));
    assertThat(ProblemBody.of(problem, "/v1/models", "id").getJsonObject("error").get("param"))
        .hasToString("null");
  }

  @Test
  void r1TheRestIsProblemJson() {
    Problem problem =
        Problem.unavailable("busy", "Come \"back\".", Duration.ofMillis(1001))
            .withNextSteps("Wait.");
    assertThat(ProblemBody.of(problem, "/api/models", "id-1"))
        .hasToString(
            "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                + "\"detail\":\"Come \\\"back\\\".\",\"code\":\"busy\",\"next_steps\":[\"Wait.\"],"
                + "\"retry_after\":2,\"request_id\":\"id-1\"}");
  }

  @Test
  void whatProgramsAreToldBesidesFollows() {
    JsonObject members = Json.createObjectBuilder().add("karen", 1).build();
    Problem problem = Problem.invalid(400, "c", "M.", null).withMembers(members);
    assertThat(ProblemBody.of(problem, "/v1/x", "id").toString()).endsWith("},\"karen\":1}");
    assertThat(ProblemBody.of(problem, "/x", "id").toString()).endsWith("\"id\",\"karen\":1}");
  }

  @Test
  void anUnknownStatusHasATitle() {
    Problem problem = Problem.invalid(499, "gone", "Gone.", null);
    assertThat(ProblemBody.of(problem, "/x", "id").getString("title")).isEqualTo("Error");
  }

  @ParameterizedTest
  @CsvSource({"PT0S,0", "PT0.001S,1", "PT1S,1", "PT1.000000001S,2", "PT60S,60"})
  void r4WaitsAreRoundedUp(Duration wait, long seconds) {
    assertThat(ProblemBody.seconds(wait)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models,OPENAI",
    "/v1,OPENAI",
    "/v10/x,PROBLEM",
    "/api/v1/x,PROBLEM",
    "/,PROBLEM"
  })
  void r1ThePathDecidesTheShape(String path, ErrorShape shape) {
    assertThat(ErrorShape.of(path)).isEqualTo(shape);
  }
}
