package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Secret;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderOutage;
import jakarta.json.Json;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requirement 5: what a vendor says about a failure becomes a failure by the design's table. */
class VendorErrorsTest {
  private static final String KEY = "the-operators-own-key";
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private final VendorErrors errors = new VendorErrors(NOON, new Secret(KEY));

  @ParameterizedTest
  @MethodSource("ai.karen.provider.adapter.wire.RecordedErrors#all")
  void requirement5EveryRecordedErrorHasItsKind(RecordedErrors.RecordedError recorded) {
    ProviderFailure failure = of(recorded.status(), recorded.body());
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(recorded.kind());
    assertThat(failure instanceof ProviderOutage)
        .isEqualTo(recorded.kind() == FailureKind.TRANSIENT);
    assertThat(failure.getMessage()).isNotBlank().doesNotContain("{", "hotel", "secret", "said");
  }

  @Test
  void theVendorsWordsCodeAndStatusAreKept() {
    ProviderFailure failure =
        of(404, "{\"error\":{\"message\":\"No such model\",\"code\":\"model_not_found\"}}");
    assertThat(failure).hasMessage("No such model");
    assertThat(failure.code()).contains("model_not_found");
    assertThat(failure.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, 7, PT7S",
    "Retry-After, 1.5, PT1.5S",
    "retry-after, 0, PT0S",
    "retry-after-ms, 250, PT0.25S",
    "retry-after-ms, 1500.5, PT1.5S",
    "retry-after, 'Sun, 22 Nov 2026 12:00:30 GMT', PT30S",
    "retry-after, 'Sun, 22 Nov 2026 11:00:00 GMT', PT0S",
    "retry-after, 86399, PT23H59M59S",
    "retry-after, 86400, PT24H",
    "retry-after, 86401, PT24H",
    "retry-after, 99999999999999999, PT24H",
    "retry-after, 'Sun, 22 Nov 2093 12:00:30 GMT', PT24H",
    "retry-after, soon,",
    "retry-after, -3,",
    "x-other, 3,"
  })
  void aRateLimitCarriesItsWait(String name, String value, Duration expected) {
    ProviderFailure failure = errors.of(response(429, "", Map.of(name, List.of(value))));
    assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
    assertThat(failure.retryAfter().orElse(null)).isEqualTo(expected);
  }

  @Test
  void millisecondsAreMorePreciseThanSeconds() {
    Map<String, List<String>> both =
        Map.of("retry-after", List.of("1"), "retry-after-ms", List.of("300"));
    assertThat(errors.of(response(429, "", both)).retryAfter()).contains(Duration.ofMillis(300));
  }

  @Test
  void googlesWaitStandsInTheBody() {
    String body = "[{\"error\":{\"code\":429,\"details\":[{\"retryDelay\":\"34.5s\"}]}}]";
    assertThat(of(429, body).retryAfter()).contains(Duration.ofMillis(34_500));
  }

  @ParameterizedTest
  @CsvSource({
    "Incorrect key: the-operators-own-key.",
    "Incorrect key: sk-proj-Abc_123-def456.",
    "Incorrect key: sk-abcde***********wxyz.",
    "no AIzaSyA1234567890abcdefghijk here",
    "sent Bearer abc.def-ghi",
    "https://x.example/?key=abcdef&alt=sse",
    "gsk_0123456789abcdef"
  })
  void requirement5KeysAreMasked(String words) {
    assertThat(of(401, words).getMessage())
        .contains("****")
        .doesNotContain("operators", "Abc_123", "wxyz", "SyA123", "abc.def", "abcdef");
  }

  @Test
  void wordsStayOnOneLineAndShort() {
    String message = of(500, "a\r\nb\u0000\u001b[31mc\u2028" + "x".repeat(900)).getMessage();
    assertThat(message).startsWith("a b [31mc x").hasSize(500).endsWith("…");
  }

  @Test
  void aKeyAtTheCutIsMaskedBeforeIt() {
    String message = of(500, "x".repeat(490) + " " + KEY).getMessage();
    assertThat(message).doesNotContain("the-op");
  }

  @Test
  void requirement2ARedirectNamesItsHostOnly() {
    Map<String, List<String>> location =
        Map.of("location", List.of("https://u:p@login.example/path?token=abc"));
    assertThat(errors.of(response(302, "", location)).getMessage())
        .contains("redirect to login.example")
        .doesNotContain("token", "u:p");
  }

  @Test
  void anEventIsAnErrorOrIsNot() {
    assertThat(errors.inside(Json.createObjectBuilder().add("choices", "x").build())).isEmpty();
    assertThat(errors.inside(Json.createObjectBuilder().addNull("error").build())).isEmpty();
    assertThat(errors.inside(Json.createObjectBuilder().add("error", "overloaded").build()))
        .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.TRANSIENT));
  }

  private ProviderFailure of(int status, String body) {
    return errors.of(response(status, body, Map.of()));
  }

  private static ExchangeResponse response(
      int status, String body, Map<String, List<String>> headers) {
    return new ExchangeResponse(status, HttpHeaders.of(headers, (name, value) -> true), body);
  }
}
