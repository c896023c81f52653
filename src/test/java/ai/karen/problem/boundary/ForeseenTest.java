package ai.karen.problem.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.validation.ConstraintViolationException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeseenTest {
  private static final RequestFacts REQUEST = new RequestFacts("GET", "/x", "id-1");

  @Test
  void findsAProblemWithinWhatWrapsIt() {
    Problem problem = Problem.invalid(422, "too_long", "Too long.", "input");
    Throwable wrapped =
        new CompletionException(new RuntimeException(new ProblemException(problem)));
    assertThat(Foreseen.problem(wrapped, REQUEST)).hasValue(problem);
  }

  @Test
  void r3ADefectIsNotForeseen() {
    assertThat(Foreseen.problem(new IllegalStateException("inside"), REQUEST)).isEmpty();
  }

  @Test
  void r3AnInternalErrorTellsTheRequestIdOnly() {
    Problem problem = StatusProblems.internal(REQUEST);
    assertThat(problem.code()).isEqualTo("internal_error");
    assertThat(problem.message()).contains("id-1");
  }

  @Test
  void r2AViolatedConstraintIsA400() {
    Throwable violation = new ConstraintViolationException(Set.of());
    assertThat(Foreseen.problem(violation, REQUEST))
        .get()
        .extracting(Problem::status)
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "400,bad_request",
    "401,unauthorized",
    "403,forbidden",
    "404,not_found",
    "405,method_not_allowed",
    "406,not_acceptable",
    "413,request_too_large",
    "415,unsupported_media_type",
    "409,request_refused",
    "503,server_error"
  })
  void r2EveryStatusHasASentence(int status, String code) {
    Problem problem = StatusProblems.of(status, REQUEST);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/v1/models,once too often",
    "/chat/completions,end in /v1",
    "/models,end in /v1",
    "/nope,GET /openapi",
    "/,GET /openapi"
  })
  void r2AnUnknownPathHasAHint(String path, String hint) {
    assertThat(NotFound.problem("GET", path).nextSteps()).singleElement().asString().contains(hint);
  }
}
