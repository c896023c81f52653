package ai.karen.account.control.key;

import ai.karen.account.control.ApiKeyText;
import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.KeyTerms;
import ai.karen.account.entity.Scope;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Effect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Makes keys for their owners and takes them back. Thread-safe; blocks. */
@ApplicationScoped
public class OwnersKeys {
  /** How long the old key lives on in a rotation. */
  static final Duration OVERLAP = Duration.ofDays(1);

  private final Ledger ledger;
  private final ApiKeys keys;
  private final KeyHash hash;
  private final KeyWatch watch;
  private final KeyOperations operations;

  /** For the container's client proxy. */
  protected OwnersKeys() {
    this(null, null, null, null, null);
  }

  @Inject
  public OwnersKeys(
      Ledger ledger, ApiKeys keys, KeyHash hash, KeyWatch watch, KeyOperations operations) {
    this.ledger = ledger;
    this.keys = keys;
    this.hash = hash;
    this.watch = watch;
    this.operations = operations;
  }

  /**
   * Makes a key, in force on this node once this returns.
   *
   * @param scopes no more than the owner may do
   * @throws ProblemException 403 for whoever has no account here, 409 where the owner has too many,
   *     or the key that it is to follow is not there or in a rotation already
   * @throws StoreUnavailable nothing was made
   */
  public Made make(String owner, Set<Scope> scopes, KeyTerms terms) {
    if (Owner.person(owner).isEmpty() && !Owner.isService(owner)) {
      throw new ProblemException(noAccount());
    }
    ApiKeyText text = keys.make();
    Instant now = operations.now();
    ApiKey key = new ApiKey(text.id(), hash.of(text), owner, scopes, now, terms);
    Effect effect = ledger.executeInDatabase(operations.created(key, now.plus(OVERLAP))).effect();
    if (effect == Effect.GONE) {
      throw new ProblemException(refusal(terms));
    }
    watch.tryToRefresh();
    watch.tell();
    return new Made(key, text);
  }

  /**
   * Takes a key back; on this node it is out of force once this returns.
   *
   * @throws ProblemException 404 unless the owner has it
   * @throws StoreUnavailable it can't be written down
   */
  public void revoke(String id, String owner) {
    ApiKey key =
        keys.find(id)
            .filter(known -> known.owner().equals(owner))
            .orElseThrow(() -> new ProblemException(notFound()));
    try {
      if (keys.isOwn(key.id())) {
        keys.drop(key.id());
      } else {
        ledger.execute(operations.revoked(key.id()));
        watch.revoke(key.id());
      }
    } catch (IOException unwritable) {
      throw new StoreUnavailable(
          "Nothing can be stored right now", Duration.ofSeconds(2), unwritable);
    }
  }

  /** Whether that may own keys without being a person. */
  public static boolean isService(String owner) {
    return Owner.isService(owner);
  }

  /** Such a key would outlive its owner: whether they are still who they were is not known here. */
  private static Problem noAccount() {
    return Problem.invalid(
            403,
            "account_required",
            "You have no account at this engine, so an API key of yours would never end",
            "owner")
        .withNextSteps(
            "Ask an administrator for an account here, and log in to it.",
            "For a program an administrator may name the owner service or service:<name>.");
  }

  private static Problem notFound() {
    return Problem.invalid(404, "not_found", "There is no such API key.", null)
        .withNextSteps("GET /api/auth/api-keys lists what there is.");
  }

  private static Problem refusal(KeyTerms terms) {
    return terms.replaces().isEmpty()
        ? Problem.invalid(
                409, "too_many_keys", "An account has at most " + KeyKind.MOST + " API keys", null)
            .withNextSteps("Delete one that is not used any more.")
        : Problem.invalid(
                409,
                "rotation_refused",
                "The key to follow is not there, or another follows it already",
                "replaces")
            .withNextSteps("Delete the older one of the two that are live, then rotate.");
  }

  /**
   * A new key.
   *
   * @param text what its bearer presents; nobody can tell it later
   */
  public record Made(ApiKey key, ApiKeyText text) {}
}
