package ai.karen.account.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A person's login on one device, until it ends. Knows no refresh value, only how many there were.
 * For one thread, as a row.
 */
@Entity
@Table(name = "login_session")
public class LoginSession {
  /** How long after a rotation its predecessor is still taken for a response that was lost. */
  public static final Duration OVERLAP = Duration.ofSeconds(10);

  /** Beyond them the session itself has to go. */
  public static final int MOST_REVOKED_TOKENS = 64;

  @Id private UUID id;

  @Column(name = "user_id")
  private UUID userId;

  @Column(name = "created_at")
  @Convert(converter = Instants.class)
  private Instant createdAt;

  @Column(name = "absolute_end")
  @Convert(converter = Instants.class)
  private Instant absoluteEnd;

  @Column(name = "last_used_at")
  @Convert(converter = Instants.class)
  private Instant lastUsedAt;

  private long counter;
  private String rotations;
  private String device;
  private String address;

  @Column(name = "revoked_at")
  @Convert(converter = Instants.class)
  private Instant revokedAt;

  @Column(name = "revoked_for")
  private String revokedFor;

  @Column(name = "revoked_tokens")
  private String revokedTokens;

  private long revision;

  /** For the database. */
  protected LoginSession() {}

  public LoginSession(UUID id, UUID userId, Instant createdAt, Instant absoluteEnd, Origin origin) {
    this.id = Objects.requireNonNull(id);
    this.userId = Objects.requireNonNull(userId);
    this.createdAt = Objects.requireNonNull(createdAt);
    this.absoluteEnd = Objects.requireNonNull(absoluteEnd);
    this.lastUsedAt = createdAt;
    this.rotations = "";
    this.device = origin.device();
    this.address = origin.address();
    this.revokedTokens = "";
    this.revision = 1;
  }

  /** The same in another database. */
  public LoginSession copy() {
    LoginSession copy =
        new LoginSession(id, userId, createdAt, absoluteEnd, new Origin(device, address));
    copy.lastUsedAt = lastUsedAt;
    copy.counter = counter;
    copy.rotations = rotations;
    copy.revokedAt = revokedAt;
    copy.revokedFor = revokedFor;
    copy.revokedTokens = revokedTokens;
    copy.revision = revision;
    return copy;
  }

  public UUID id() {
    return id;
  }

  public UUID userId() {
    return userId;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Refreshing never moves it. */
  public Instant absoluteEnd() {
    return absoluteEnd;
  }

  /** When it began, was last rotated, or was last used while it could not be. */
  public Instant lastUsedAt() {
    return lastUsedAt;
  }

  /** Which refresh value is the current one; the first is 0. */
  public long counter() {
    return counter;
  }

  /** What the client called itself at login; empty where it did not. */
  public String device() {
    return device;
  }

  /** Where it was last used from. */
  public String address() {
    return address;
  }

  public boolean isRevoked() {
    return revokedAt != null;
  }

  /** Null while it is not revoked. */
  public String revokedFor() {
    return revokedFor;
  }

  public long revision() {
    return revision;
  }

  /** The same for copies that have seen the same. */
  public String edition() {
    return "session " + revision + " " + counter + " " + isRevoked();
  }

  /**
   * @param idle how long it may go unused
   */
  public boolean isOver(Instant now, Duration idle) {
    return !now.isBefore(end(idle));
  }

  /** When it ends unless it is used. */
  public Instant end(Duration idle) {
    Instant idleEnd = lastUsedAt.plus(idle);
    return idleEnd.isBefore(absoluteEnd) ? idleEnd : absoluteEnd;
  }

  /** Whether a value older than the predecessor was replaced a moment ago. */
  public boolean rotatedLately(long old, Instant now) {
    return Rotations.isSince(now.minus(OVERLAP), old, rotations);
  }

  /** Its refresh value number {@code presented} is replaced by the next one. */
  public void rotate(long presented, Instant at, String newAddress) {
    rotations = Rotations.add(rotations, presented, at, at.minus(OVERLAP));
    counter = presented + 1;
    lastUsedAt = at.isAfter(lastUsedAt) ? at : lastUsedAt;
    address = newAddress;
    revision++;
  }

  /** Whether the current value was presented without being replaced, so that it has arrived. */
  public boolean isSuccessorSeen() {
    return Rotations.has(counter, rotations);
  }

  /** It goes on as it is, because it can't be rotated now. */
  public void use(long presented, Instant at, String newAddress) {
    if (presented == counter && !isSuccessorSeen()) {
      rotations = Rotations.add(rotations, presented, at, at.minus(OVERLAP));
    }
    if (at.isAfter(lastUsedAt)) {
      lastUsedAt = at;
      address = newAddress;
      revision++;
    }
  }

  /** For good; the first reason stays. */
  public void revoke(Instant at, String reason) {
    if (!isRevoked()) {
      revokedAt = at;
      revokedFor = reason;
      revision++;
    }
  }

  /**
   * One of its access tokens is good no more.
   *
   * @param end when it would have ended by itself
   */
  public void revokeToken(String token, Instant end, Instant at) {
    Map<String, Instant> running = Moments.since(Moments.read(revokedTokens), at);
    if (running.size() >= MOST_REVOKED_TOKENS) {
      revoke(at, "too_many_revoked_tokens");
    } else {
      revokedTokens = Moments.add(revokedTokens, token, end, at, MOST_REVOKED_TOKENS);
      revision++;
    }
  }

  /** The ids of access tokens that were revoked before their time. */
  public Set<String> revokedTokens() {
    return Set.copyOf(Moments.read(revokedTokens).keySet());
  }

  /**
   * Where a session comes from. Immutable.
   *
   * @param device what the client calls itself; shortened
   */
  public record Origin(String device, String address) {
    private static final int LONGEST = 200;

    public Origin {
      device = shorten(device);
      address = shorten(address);
    }

    private static String shorten(String text) {
      String plain = text == null ? "" : text.replaceAll("\\p{Cntrl}", " ");
      return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
  }
}
