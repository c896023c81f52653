package ai.karen.account.control.key;

import ai.karen.account.entity.KeyUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many tokens each key has used. The database has what every node spent, a moment late; this
 * node's own spending counts here at once and is written down as well. So the higher of the two is
 * the nearer one, and neither is ever more than was spent. Thread-safe.
 */
@ApplicationScoped
public class KeyTokens {
  private final Map<String, Long> totals = new ConcurrentHashMap<>();
  private volatile Map<String, Instant> lastUses = Map.of();

  /** What was known when this node last ran. */
  void assume(Map<String, Long> known) {
    known.forEach((id, total) -> totals.merge(id, total, Math::max));
  }

  /** What the database knows. */
  void load(Collection<KeyUsage> rows) {
    Map<String, Long> sums = new HashMap<>();
    Map<String, Instant> latest = new HashMap<>();
    for (KeyUsage row : rows) {
      sums.merge(row.keyId(), row.tokens(), Long::sum);
      latest.merge(row.keyId(), row.usedAt(), KeyTokens::later);
    }
    assume(sums);
    lastUses = latest;
  }

  void add(String id, long tokens) {
    totals.merge(id, tokens, Long::sum);
  }

  /** Of all nodes, as far as this one knows. */
  public long total(String id) {
    return totals.getOrDefault(id, 0L);
  }

  /** When a key was last used, as far as the database knows. */
  public Optional<Instant> lastUse(String id) {
    return Optional.ofNullable(lastUses.get(id));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
