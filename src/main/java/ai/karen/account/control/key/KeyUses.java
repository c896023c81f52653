package ai.karen.account.control.key;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.KeyTerms;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.entity.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Holds keys to their models and tokens, and counts those. Login sessions have no such limits.
 * Thread-safe.
 */
@ApplicationScoped
public class KeyUses {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What a disk that hangs may cost the end of an answer. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final int TOO_MANY_REQUESTS = 429;

  private final ApiKeys keys;
  private final KeyTokens tokens;
  private final KeyNotes notes;
  private final SharedMemory memory;
  private final StoreThreads threads;

  /** For the container's client proxy. */
  protected KeyUses() {
    this(null, null, null, null, null);
  }

  @Inject
  public KeyUses(
      ApiKeys keys, KeyTokens tokens, KeyNotes notes, SharedMemory memory, StoreThreads threads) {
    this.keys = keys;
    this.tokens = tokens;
    this.notes = notes;
    this.memory = memory;
    this.threads = threads;
  }

  /**
   * To be asked before anything that uses tokens. Blocks for up to {@link
   * SharedMemory#LONGEST_CALL}, where they are limited.
   *
   * @throws ProblemException 429 where they are used up
   */
  public void admit(Caller caller) {
    KeyTerms terms = terms(caller);
    String id = caller.keyId();
    if (terms.tokenBudget() > 0 && tokens.total(id) >= terms.tokenBudget()) {
      throw new ProblemException(spent(terms.tokenBudget()));
    }
    if (terms.tokensPerMinute() > 0) {
      Tally tally = memory.add(counter(id), 0, MINUTE);
      if (tally.count() >= terms.tokensPerMinute()) {
        throw new ProblemException(tooMany(terms.tokensPerMinute(), tally.left()));
      }
    }
  }

  /**
   * @param model as the request names it
   * @throws ProblemException 403 where the key may not ask for it
   */
  public void requireModel(Caller caller, String model) {
    if (!terms(caller).allows(model)) {
      throw new ProblemException(notAllowed());
    }
  }

  /** Whether {@link #spend} has to be told. */
  public boolean counts(Caller caller) {
    return keys.find(caller.keyId()).isPresent();
  }

  /**
   * Counts what an answer cost. Does not block.
   *
   * @return done once that outlives the engine, or after a second; at once where nothing is held to
   *     it, and a killed engine may forget the last minute's. Never fails.
   */
  public CompletionStage<Void> spend(Caller caller, long amount) {
    String id = caller.keyId();
    Optional<KeyTerms> terms = keys.find(id).map(ApiKey::terms);
    if (amount <= 0) {
      return CompletableFuture.completedFuture(null);
    }
    tokens.add(id, amount);
    if (terms.isPresent() && !terms.get().limitsTokens()) {
      notes.keep(id, amount);
      return CompletableFuture.completedFuture(null);
    }
    if (terms.isPresent() && terms.get().tokensPerMinute() > 0) {
      threads.supply(() -> memory.add(counter(id), amount, MINUTE));
    }
    return writeDown(id, amount);
  }

  private CompletionStage<Void> writeDown(String id, long amount) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    threads
        .supply(
            () -> {
              notes.spent(id, amount);
              return null;
            })
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                notes.keep(id, amount);
              }
              written.complete(null);
            });
    return written.completeOnTimeout(null, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private KeyTerms terms(Caller caller) {
    return keys.find(caller.keyId()).map(ApiKey::terms).orElse(KeyTerms.NONE);
  }

  private static String counter(String id) {
    return "tokens:" + id;
  }

  private static Problem notAllowed() {
    return Problem.invalid(403, "model_not_allowed", "This API key may not use that model", "model")
        .withNextSteps("GET /api/auth/api-keys tells which models the key may use.");
  }

  private static Problem tooMany(long most, Duration wait) {
    return new Problem(
        TOO_MANY_REQUESTS,
        "tokens",
        "rate_limit_exceeded",
        "This API key may use " + most + " tokens per minute, and has used them.",
        null,
        List.of("Come back when the next minute begins, or ask the operator for more."),
        wait,
        true);
  }

  private static Problem spent(long budget) {
    return new Problem(
        TOO_MANY_REQUESTS,
        "insufficient_quota",
        "token_budget_exhausted",
        "This API key had " + budget + " tokens, and has used them.",
        null,
        List.of("Make another key, or ask the operator for one."),
        null,
        false);
  }
}
