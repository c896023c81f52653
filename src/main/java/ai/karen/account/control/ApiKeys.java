package ai.karen.account.control;

import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.Base62;
import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys in force, in memory: a check asks no store. Thread-safe. */
@ApplicationScoped
public class ApiKeys {
  /** The account that owns the first and the bootstrap key. */
  public static final String SERVICE_ACCOUNT = "service";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final ApiKeyStore store;
  private final KeyHash hash;
  private final Clock clock;

  /** Of this node's folder and settings. */
  private final Map<String, ApiKey> own = new ConcurrentHashMap<>();

  private final Map<String, Instant> used = new ConcurrentHashMap<>();

  /** Whether what the folder has could not be read. */
  private volatile boolean areUnread;

  /** Of the database. */
  private volatile Shared shared = new Shared(Map.of(), true);

  /** For the container's client proxy. */
  protected ApiKeys() {
    this(null, null, null);
  }

  @Inject
  public ApiKeys(ApiKeyStore store, KeyHash hash, Clock clock) {
    this.store = store;
    this.hash = hash;
    this.clock = clock;
  }

  /** Puts the stored keys in force; true when there were any, be they taken back since. */
  boolean load() throws IOException {
    areUnread = true;
    store.load().forEach(key -> own.put(key.id(), key));
    areUnread = false;
    return store.wasUsed();
  }

  /**
   * Puts the database's keys in force, in the place of those that were known before.
   *
   * @param telling whether others are bad; not where the database was never asked, or where its
   *     keys were hashed under another secret than this node's
   */
  public void share(Collection<ApiKey> keys, boolean telling) {
    shared =
        new Shared(
            keys.stream().collect(Collectors.toUnmodifiableMap(ApiKey::id, Function.identity())),
            telling);
  }

  /** A key in force or expired, by its public part. */
  public Optional<ApiKey> find(String id) {
    return find(id, shared);
  }

  private Optional<ApiKey> find(String id, Shared there) {
    ApiKey key = own.get(id);
    return Optional.ofNullable(key == null ? there.keys().get(id) : key);
  }

  /** The oldest first. */
  public List<ApiKey> of(String owner) {
    return Stream.concat(own.values().stream(), shared.keys().values().stream())
        .filter(key -> key.owner().equals(owner))
        .sorted(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id))
        .toList();
  }

  /** When each key was last used through this node since its start; read and forgotten. */
  public Map<String, Instant> takeUses() {
    Map<String, Instant> taken = new HashMap<>();
    used.keySet().forEach(id -> taken.put(id, used.remove(id)));
    return taken;
  }

  /** It was used just now. */
  public void touch(String id) {
    used.put(id, clock.instant());
  }

  /** When it was used and not taken yet. */
  public Optional<Instant> lastUse(String id) {
    return Optional.ofNullable(used.get(id));
  }

  /** Whether this node's folder or settings have it, and not the database. */
  public boolean isOwn(String id) {
    return own.containsKey(id);
  }

  /**
   * Takes a key of this node's folder back, for good.
   *
   * @throws IOException it stays in force
   */
  public void drop(String id) throws IOException {
    store.remove(id);
    own.remove(id);
  }

  /** Puts a key in force until the engine stops, with every scope. */
  void accept(ApiKeyText key) {
    own.put(key.id(), describe(key, EnumSet.allOf(Scope.class)));
  }

  /** A key that nothing knows yet. */
  public ApiKeyText make() {
    return ApiKeyText.of(
        RandomText.of(Base62.DIGITS, ApiKeyText.ID_LENGTH),
        RandomText.of(Base62.DIGITS, ApiKeyText.SECRET_LENGTH));
  }

  /** Stores a key of the service account and puts it in force. */
  void keep(ApiKeyText key, Set<Scope> scopes) throws IOException {
    ApiKey described = describe(key, scopes);
    store.add(described);
    own.put(described.id(), described);
  }

  /** Who presents that text, or why it proves nothing. */
  public Verdict check(String presented) {
    return ApiKeyText.refusal(presented)
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> known(ApiKeyText.of(presented)));
  }

  private Verdict known(ApiKeyText presented) {
    // One look: a key that is not among these is not to be judged by the next ones.
    Shared there = shared;
    return find(presented.id(), there)
        .filter(stored -> hash.matches(presented, stored))
        .map(this::accepted)
        .orElseGet(() -> unknown(there));
  }

  /** A key that may stand where it can't be read is not known to be bad. */
  private Verdict unknown(Shared there) {
    return areUnread || !there.telling()
        ? new Verdict.Unknown(unread())
        : new Verdict.Refused(KeyRefusal.UNKNOWN);
  }

  private static ProblemException unread() {
    return new ProblemException(
        Problem.unavailable(
                "keys_unreadable",
                "Whether this key is good is not known: the engine can't read the keys that it"
                    + " keeps. Its log and /health/ready tell the operator why.",
                RETRY_AFTER)
            .withoutRetry());
  }

  private Verdict accepted(ApiKey key) {
    Instant now = clock.instant();
    if (key.terms().isExpired(now)) {
      return new Verdict.Refused(KeyRefusal.EXPIRED);
    }
    touch(key.id());
    return new Verdict.Accepted(key.caller());
  }

  private ApiKey describe(ApiKeyText key, Set<Scope> scopes) {
    return new ApiKey(key.id(), hash.of(key), SERVICE_ACCOUNT, scopes, clock.instant());
  }

  /**
   * The database's keys as they were last known. Immutable.
   *
   * @param telling whether what is not among them is bad
   */
  private record Shared(Map<String, ApiKey> keys, boolean telling) {}
}
