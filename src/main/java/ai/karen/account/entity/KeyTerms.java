package ai.karen.account.entity;

import java.time.Instant;
import java.util.List;

/**
 * What an API key may be used for, how much and how long. Immutable.
 *
 * @param name the owner's word for it; empty for none
 * @param expiresAt null for never
 * @param models the names that may be asked for, as they stand in requests, a last {@code *} for
 *     any end; empty for all
 * @param requestsPerMinute 0 for no limit of its own
 * @param tokensPerMinute 0 for no limit
 * @param tokenBudget how many tokens altogether; 0 for no limit
 * @param replaces the key that it follows in a rotation, by its id; empty for none
 */
public record KeyTerms(
    String name,
    Instant expiresAt,
    List<String> models,
    long requestsPerMinute,
    long tokensPerMinute,
    long tokenBudget,
    String replaces) {
  /** Without any limit. */
  public static final KeyTerms NONE = new KeyTerms("", null, List.of(), 0, 0, 0, "");

  public KeyTerms {
    models = List.copyOf(models);
  }

  public boolean isExpired(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }

  /** Whether tokens have to be counted before the next answer begins. */
  public boolean limitsTokens() {
    return tokensPerMinute > 0 || tokenBudget > 0;
  }

  /** Whether a request may name that model or chain. */
  public boolean allows(String model) {
    return models.isEmpty() || models.stream().anyMatch(allowed -> fits(allowed, model));
  }

  /** The same, to end then, or before where that is set already. */
  public KeyTerms endingBy(Instant end) {
    Instant earlier = expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end;
    return new KeyTerms(
        name, earlier, models, requestsPerMinute, tokensPerMinute, tokenBudget, replaces);
  }

  private static boolean fits(String allowed, String model) {
    return allowed.endsWith("*")
        ? model.startsWith(allowed.substring(0, allowed.length() - 1))
        : model.equals(allowed);
  }
}
