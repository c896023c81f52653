package ai.karen.account.control.token;

import ai.karen.account.entity.Role;
import ai.karen.configuration.control.Settings;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Understands what another issuer's tokens say. Immutable. */
final class ExternalClaims {
  /** What Keycloak calls its tokens that are for the client alone, in the claim {@code typ}. */
  private static final Set<String> NOT_FOR_ACCESS = Set.of("id", "refresh", "offline", "logout");

  static final String ROLES = "karen.oidc.roles-claim";
  static final String ADMINISTRATORS = "karen.oidc.admin-roles";

  private final String issuer;
  private final Set<String> audiences;
  private final String[] roles;
  private final Set<String> administrators;

  ExternalClaims(String issuer, List<String> audiences, Settings settings) {
    this.issuer = issuer;
    this.audiences = Set.copyOf(audiences);
    this.roles = settings.text(ROLES, "groups").split("\\.");
    this.administrators = Set.copyOf(settings.list(ADMINISTRATORS, Role.ADMIN.word()));
  }

  /**
   * @throws InvalidToken when they are not for this engine
   */
  AccessToken read(JsonObject claims, Instant now) throws InvalidToken {
    requireForUs(claims);
    requireBegun(claims, now);
    Instant end = time(claims, "exp");
    String subject = text(claims, "sub");
    if (end == null || subject == null) {
      throw TokenHeader.invalid("its claims don't say enough");
    }
    return new AccessToken(
        Objects.toString(text(claims, "jti"), ""),
        issuer,
        subject,
        name(claims),
        role(claims),
        null,
        time(claims, "iat"),
        end);
  }

  /**
   * @throws InvalidToken when they name another issuer themselves, be they signed or not
   */
  void requireIssuer(JsonObject claims) throws InvalidToken {
    TokenHeader.require(issuer.equals(text(claims, "iss")), "another issued it");
  }

  private void requireForUs(JsonObject claims) throws InvalidToken {
    requireIssuer(claims);
    String type = Objects.toString(text(claims, "typ"), "").toLowerCase(Locale.ROOT);
    TokenHeader.require(!NOT_FOR_ACCESS.contains(type), "it is no access token");
    if (texts(claims.get("aud")).noneMatch(audiences::contains)) {
      throw TokenHeader.invalid("it is for another audience");
    }
  }

  private static void requireBegun(JsonObject claims, Instant now) throws InvalidToken {
    Instant begin = time(claims, "nbf");
    if (begin != null && now.isBefore(begin)) {
      throw TokenHeader.invalid("it is not good yet");
    }
  }

  private Role role(JsonObject claims) {
    JsonValue place = claims;
    for (String step : roles) {
      place = place instanceof JsonObject object ? object.get(step) : null;
    }
    return texts(place).anyMatch(administrators::contains) ? Role.ADMIN : Role.USER;
  }

  /** In the order of MicroProfile JWT. */
  private static String name(JsonObject claims) {
    return Stream.of("upn", "preferred_username", "sub")
        .map(name -> text(claims, name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> texts(JsonValue value) {
    if (value instanceof JsonString one) {
      return Stream.of(one.getString());
    }
    return value instanceof JsonArray several
        ? several.stream()
            .filter(JsonString.class::isInstance)
            .map(each -> ((JsonString) each).getString())
        : Stream.empty();
  }

  private static String text(JsonObject claims, String name) {
    return claims.get(name) instanceof JsonString text ? text.getString() : null;
  }

  private static Instant time(JsonObject claims, String name) {
    return claims.get(name) instanceof JsonNumber number
        ? Instant.ofEpochSecond(number.longValue())
        : null;
  }
}
