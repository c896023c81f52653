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
  private final Map<String, Instant> lastUses = new ConcurrentHashMap<>();

  /** What was known when this node last ran. */
  void assume(Map<String, Long> known) {
    known.forEach((id, total) -> totals.merge(id, total, Math::max));
  }

  /** What the database knows. */
  void load(Collection<KeyUsage> rows) {
    Map<String, Long> sums = new HashMap<>();
    for (KeyUsage row : rows) {
      sums.merge(row.keyId(), row.tokens(), Long::sum);
      used(row.keyId(), row.usedAt());
    }
    assume(sums);
  }

  /** Known here before the database is told, which may be away. */
  void used(String id, Instant at) {
    lastUses.merge(id, at, KeyTokens::later);
  }

  void add(String id, long tokens) {
    totals.merge(id, tokens, Long::sum);
  }

  /** Of all nodes, as far as this one knows. */
  public long total(String id) {
    return totals.getOrDefault(id, 0L);
  }

  /** When a key was last used, on any node, as far as this one knows. */
  public Optional<Instant> lastUse(String id) {
    return Optional.ofNullable(lastUses.get(id));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
