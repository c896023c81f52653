package ai.karen.audit.entity;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Looks for the first place where an audit log is not what was written. To be fed with all entries,
 * chain by chain, each in its order. For one thread.
 *
 * <p>A chain may lack its beginning where an entry says that its time was over; and the first entry
 * of each chain names the end of the chain before, as far as it was known.
 */
public final class ChainCheck {
  /** The first entry of a chain. */
  public static final String OPENED = "audit_opened";

  /** Tells which entries were removed because their time was over. */
  public static final String PRUNED = "audit_pruned";

  public static final String CHAIN = "chain";
  public static final String SEQ = "seq";
  public static final String HASH = "hash";

  private final UnaryOperator<String> seal;
  private final boolean isPart;
  private final Map<UUID, SealedEntry> begins = new HashMap<>();
  private final Map<UUID, SealedEntry> ends = new HashMap<>();
  private final Map<UUID, SealedEntry> links = new HashMap<>();
  private final Map<String, SealedEntry> removals = new HashMap<>();
  private final Map<UUID, Long> removedThrough = new HashMap<>();
  private SealedEntry last;
  private long count;
  private String broken;

  /**
   * @param seal makes a seal from a hash; null where the deployment's secret is not at hand
   * @param isPart whether entries may be missing before the first of each chain, and whole chains
   */
  public ChainCheck(UnaryOperator<String> seal, boolean isPart) {
    this.seal = seal;
    this.isPart = isPart;
  }

  /** After the first broken place nothing is looked at any more. */
  public void add(SealedEntry sealed) {
    if (broken == null) {
      broken = fault(sealed);
      note(sealed);
      count++;
    }
  }

  public long count() {
    return count;
  }

  /** A sentence about the first broken place; to be called once, after the last entry. */
  public Optional<String> result() {
    return broken != null || isPart
        ? Optional.ofNullable(broken)
        : brokenBegin().or(this::brokenLink);
  }

  private String fault(SealedEntry sealed) {
    AuditEntry entry = sealed.entry();
    if (!entry.hash().equals(sealed.hash())) {
      return at(entry, "was changed: its hash does not fit its content");
    }
    if (seal != null && !seal.apply(sealed.hash()).equals(sealed.seal())) {
      return at(entry, "is not the engine's: its seal does not fit its hash");
    }
    return isFirstSeen(entry) ? null : follows(entry);
  }

  private boolean isFirstSeen(AuditEntry entry) {
    return last == null || !last.entry().chain().equals(entry.chain());
  }

  private String follows(AuditEntry entry) {
    if (entry.seq() != last.entry().seq() + 1) {
      return at(entry, "follows number " + last.entry().seq() + ": something between is missing");
    }
    return entry.previous().equals(last.hash())
        ? null
        : at(entry, "does not carry the hash of the one before");
  }

  private void note(SealedEntry sealed) {
    AuditEntry entry = sealed.entry();
    begins.putIfAbsent(entry.chain(), sealed);
    ends.put(entry.chain(), sealed);
    last = sealed;
    if (entry.kind().equals(OPENED)) {
      links.put(entry.chain(), sealed);
    }
    if (entry.kind().equals(PRUNED)) {
      removed(sealed);
    }
  }

  private void removed(SealedEntry sealed) {
    Map<String, String> details = sealed.entry().details();
    Place place = Place.of(details);
    if (place != null) {
      removals.put(place.chain() + " " + place.seq() + " " + details.get(HASH), sealed);
      removedThrough.merge(place.chain(), place.seq(), Math::max);
    }
  }

  private Optional<String> brokenBegin() {
    return begins.values().stream()
        .map(SealedEntry::entry)
        .filter(first -> !isBegin(first) && !isBehindRemoval(first))
        .map(first -> at(first, "is the first of its chain: those before it are missing"))
        .findFirst();
  }

  private static boolean isBegin(AuditEntry first) {
    return first.seq() == 1 && first.previous().equals(AuditEntry.NOTHING);
  }

  private boolean isBehindRemoval(AuditEntry first) {
    return removals.containsKey(first.chain() + " " + (first.seq() - 1) + " " + first.previous());
  }

  /** The end that a chain's successor knew must be there still, or its time must be over. */
  private Optional<String> brokenLink() {
    return links.values().stream()
        .map(SealedEntry::entry)
        .filter(opened -> isTorn(Place.of(opened.details())))
        .map(opened -> at(opened, "names an earlier chain of which the end is missing"))
        .findFirst();
  }

  private boolean isTorn(Place place) {
    if (place == null || removedThrough.getOrDefault(place.chain(), 0L) >= place.seq()) {
      return false;
    }
    SealedEntry end = ends.get(place.chain());
    return end == null || end.entry().seq() < place.seq();
  }

  private static String at(AuditEntry entry, String what) {
    return "Entry %d of chain %s (%s, %s) %s."
        .formatted(entry.seq(), entry.chain(), entry.at(), entry.kind(), what);
  }

  private record Place(UUID chain, long seq) {

    /** Null where the details name none. */
    static Place of(Map<String, String> details) {
      try {
        return details.containsKey(CHAIN)
            ? new Place(UUID.fromString(details.get(CHAIN)), Long.parseLong(details.get(SEQ)))
            : null;
      } catch (IllegalArgumentException unreadable) {
        return null;
      }
    }
  }
}
