package ai.karen.account.control.key;

import ai.karen.account.entity.KeyUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** How many tokens each key has used, on this node and on the others. Thread-safe. */
@ApplicationScoped
public class KeyTokens {
  private final Map<String, Count> counts = new ConcurrentHashMap<>();
  private volatile Map<String, Instant> lastUses = Map.of();

  /** For as long as the database has not told. */
  void assume(Map<String, Long> totals) {
    totals.forEach((id, total) -> count(id).assume(total));
  }

  /** What the database knows. */
  void load(Collection<KeyUsage> rows, UUID node) {
    Map<String, List<KeyUsage>> byKey =
        rows.stream().collect(Collectors.groupingBy(KeyUsage::keyId));
    byKey.forEach((id, usages) -> count(id).load(usages, node));
    counts.forEach((id, count) -> count.load(byKey.getOrDefault(id, List.of()), node));
    Map<String, Instant> latest = new HashMap<>();
    rows.forEach(row -> latest.merge(row.keyId(), row.usedAt(), KeyTokens::later));
    lastUses = latest;
  }

  void add(String id, long tokens) {
    count(id).add(tokens);
  }

  /** Of all nodes, as far as this one knows. */
  public long total(String id) {
    Count count = counts.get(id);
    return count == null ? 0 : count.total();
  }

  /** When a key was last used, as far as the database knows. */
  public Optional<Instant> lastUse(String id) {
    return Optional.ofNullable(lastUses.get(id));
  }

  /** Of this node since ever; empty while the database has not told what was before. */
  Optional<Long> mine(String id) {
    return count(id).mine();
  }

  Map<String, Long> totals() {
    Map<String, Long> totals = new HashMap<>();
    counts.forEach((id, count) -> totals.put(id, count.total()));
    return totals;
  }

  void forget(String id) {
    counts.remove(id);
  }

  private Count count(String id) {
    return counts.computeIfAbsent(id, key -> new Count());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static final class Count {
    private long others;
    private long before;
    private long here;
    private boolean loaded;

    private synchronized void assume(long total) {
      others = total;
    }

    private synchronized void load(List<KeyUsage> rows, UUID node) {
      others = sum(rows, node, false);
      if (!loaded) {
        before = sum(rows, node, true);
        loaded = true;
      }
    }

    private synchronized void add(long tokens) {
      here += tokens;
    }

    private synchronized long total() {
      return others + before + here;
    }

    private synchronized Optional<Long> mine() {
      return loaded ? Optional.of(before + here) : Optional.empty();
    }

    private static long sum(List<KeyUsage> rows, UUID node, boolean own) {
      return rows.stream()
          .filter(row -> row.node().equals(node) == own)
          .mapToLong(KeyUsage::tokens)
          .sum();
    }
  }
}
