package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Scope;
import ai.karen.problem.entity.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalsTest {

  @ParameterizedTest
  @EnumSource(KeyRefusal.class)
  void r3EveryRefusalIsExplained(KeyRefusal refusal) {
    Problem problem = Refusals.unauthorized(refusal, "/api/x");
    assertThat(problem.status()).isEqualTo(401);
    assertThat(problem.code()).isEqualTo(refusal.code());
    assertThat(problem.message()).endsWith(".");
    assertThat(problem.nextSteps()).isNotEmpty();
    assertThat(problem.retryable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = KeyRefusal.class, mode = EnumSource.Mode.EXCLUDE, names = "MISSING")
  void r3AWrongKeyHasOpenAisCodeOnItsPaths(KeyRefusal refusal) {
    Problem problem = Refusals.unauthorized(refusal, "/v1/models");
    assertThat(problem.code()).isEqualTo("invalid_api_key");
    assertThat(problem.type()).isEqualTo("invalid_request_error");
  }

  @Test
  void r4ALackingScopeIsNamed() {
    Problem problem = Refusals.forbidden(Scope.METRICS);
    assertThat(problem.status()).isEqualTo(403);
    assertThat(problem.code()).isEqualTo("insufficient_scope");
    assertThat(problem.message()).contains("\"metrics\"");
  }
}
