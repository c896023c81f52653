package ai.karen.account.control;

import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.Base62;
import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The keys in force, in memory: a check asks no store. Thread-safe. */
@ApplicationScoped
public class ApiKeys {
  /** The account that owns the first and the bootstrap key. */
  public static final String SERVICE_ACCOUNT = "service";

  private final ApiKeyStore store;
  private final KeyHash hash;
  private final Clock clock;
  private final Map<String, ApiKey> byId = new ConcurrentHashMap<>();

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

  /** Puts the stored keys in force; true when there were any. */
  boolean load() throws IOException {
    store.load().forEach(key -> byId.put(key.id(), key));
    return !byId.isEmpty();
  }

  /** Puts a key in force until the engine stops, with every scope. */
  void accept(ApiKeyText key) {
    byId.put(key.id(), describe(key, EnumSet.allOf(Scope.class)));
  }

  /** A key that nothing knows yet. */
  ApiKeyText make() {
    return ApiKeyText.of(
        RandomText.of(Base62.DIGITS, ApiKeyText.ID_LENGTH),
        RandomText.of(Base62.DIGITS, ApiKeyText.SECRET_LENGTH));
  }

  /** Stores a key of the service account and puts it in force. */
  void keep(ApiKeyText key, Set<Scope> scopes) throws IOException {
    ApiKey described = describe(key, scopes);
    store.add(described);
    byId.put(described.id(), described);
  }

  /** Who presents that text, or why it proves nothing. */
  public Verdict check(String presented) {
    return ApiKeyText.refusal(presented)
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> known(ApiKeyText.of(presented)));
  }

  private Verdict known(ApiKeyText presented) {
    return Optional.ofNullable(byId.get(presented.id()))
        .filter(stored -> hash.matches(presented, stored))
        .<Verdict>map(stored -> new Verdict.Accepted(stored.caller()))
        .orElseGet(() -> new Verdict.Refused(KeyRefusal.UNKNOWN));
  }

  private ApiKey describe(ApiKeyText key, Set<Scope> scopes) {
    return new ApiKey(key.id(), hash.of(key), SERVICE_ACCOUNT, scopes, clock.instant());
  }
}
