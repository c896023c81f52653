package ai.karen.account.control.session;

import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.ProvenUser;
import ai.karen.json.entity.Json;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;

/** Puts changes to sessions into operations. Thread-safe. */
@ApplicationScoped
public class SessionOperations {
  private static final int HALF = 16;
  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final KeyHash hash;
  private final Clock clock;

  /** For the container's client proxy. */
  protected SessionOperations() {
    this(null, null);
  }

  @Inject
  public SessionOperations(KeyHash hash, Clock clock) {
    this.hash = hash;
    this.clock = clock;
  }

  /** As exactly as the databases keep it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  Operation opened(UUID session, ProvenUser user, Instant end, LoginSession.Origin origin) {
    return operation(
        session,
        SessionKind.OPENED,
        session.toString(),
        Json.createObjectBuilder()
            .add(SessionKind.USER, user.user().id().toString())
            .add(SessionKind.REVISION, user.revision())
            .add(SessionKind.END, end.toString())
            .add(SessionKind.DEVICE, origin.device())
            .add(SessionKind.ADDRESS, origin.address()));
  }

  /** Every node makes the same of the same value, so that only the first of them has an effect. */
  Operation rotated(RefreshValue value, Duration idle, String address) {
    return operation(
        value.session(),
        SessionKind.ROTATED,
        value.toString(),
        Json.createObjectBuilder()
            .add(SessionKind.COUNTER, value.counter())
            .add(SessionKind.IDLE, idle.toString())
            .add(SessionKind.ADDRESS, new LoginSession.Origin("", address).address()));
  }

  /** Every node makes the same within a second: more often nobody has to know. */
  Operation used(RefreshValue value, String address) {
    return operation(
        value.session(),
        SessionKind.USED,
        value + " " + now().truncatedTo(ChronoUnit.SECONDS),
        Json.createObjectBuilder()
            .add(SessionKind.COUNTER, value.counter())
            .add(SessionKind.ADDRESS, new LoginSession.Origin("", address).address()));
  }

  Operation revoked(UUID session, String reason) {
    return operation(
        session,
        SessionKind.REVOKED,
        session.toString(),
        Json.createObjectBuilder().add(SessionKind.REASON, reason));
  }

  Operation tokenRevoked(UUID session, String token, Instant end) {
    return operation(
        session,
        SessionKind.TOKEN_REVOKED,
        token,
        Json.createObjectBuilder()
            .add(SessionKind.TOKEN, token)
            .add(SessionKind.END, end.toString()));
  }

  /**
   * @param kept null for none
   */
  Operation ended(UUID user, UUID kept, String reason) {
    Instant at = now();
    JsonObjectBuilder payload =
        Json.createObjectBuilder()
            .add(SessionKind.USER, user.toString())
            .add(SessionKind.REASON, reason);
    if (kept != null) {
      payload.add(SessionKind.KEPT, kept.toString());
    }
    UUID aggregate = derived("aggregate", "sessions of " + user);
    return operation(aggregate, SessionKind.ENDED, user + " " + kept + " " + at, payload);
  }

  /** Every node makes the same within an hour. */
  Operation forgotten() {
    Instant hour = now().truncatedTo(ChronoUnit.HOURS);
    return operation(
        derived("aggregate", "forgotten sessions"),
        SessionKind.FORGOTTEN,
        hour.toString(),
        Json.createObjectBuilder().add(SessionKind.END, hour.minus(Duration.ofDays(1)).toString()));
  }

  private Operation operation(
      UUID aggregate, String type, String about, JsonObjectBuilder payload) {
    return new Operation(
        derived(type, about),
        aggregate,
        type,
        SessionKind.VERSION,
        now(),
        payload.build().toString(),
        "");
  }

  private UUID derived(String type, String about) {
    String digits = hash.mac("operation-id", type + " " + about);
    long high = HexFormat.fromHexDigitsToLong(digits, 0, HALF) & VERSION_MASK | VERSION_8;
    long low = HexFormat.fromHexDigitsToLong(digits, HALF, 2 * HALF) >>> 2 | VARIANT;
    return new UUID(high, low);
  }
}
