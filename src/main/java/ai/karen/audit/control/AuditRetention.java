package ai.karen.audit.control;

import ai.karen.audit.entity.AuditRow;
import ai.karen.audit.entity.ChainCheck;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.store.control.Chores;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Removes entries whose time is over: the beginnings of chains, and only what was announced in the
 * log an hour before, so that whoever checks it knows why they are missing. Thread-safe.
 */
@ApplicationScoped
public class AuditRetention {
  static final Duration PAUSE = Duration.ofHours(1);

  /** The database's own clock decides, and may be behind. */
  static final Duration MARGIN = Duration.ofHours(1);

  private static final int CHAINS = 100;
  private static final String CHAIN = "chain";
  private static final String LIMIT = "limit";

  private final Ledger ledger;
  private final AuditLog log;
  private final Chores chores;
  private final Clock clock;
  private List<SealedEntry> announced = List.of();

  /** For the container's client proxy. */
  protected AuditRetention() {
    this(null, null, null, null);
  }

  @Inject
  public AuditRetention(Ledger ledger, AuditLog log, Chores chores, Clock clock) {
    this.ledger = ledger;
    this.log = log;
    this.chores = chores;
    this.clock = clock;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    chores.every(PAUSE, "Old entries are removed an hour later", this::prune);
  }

  /** Removes what was announced the last time, announces the next, and returns how many ends. */
  public synchronized int prune() {
    announced.forEach(this::remove);
    Reading<List<SealedEntry>> due = ledger.list(this::due);
    announced = due.partial() ? List.of() : due.value();
    announced.forEach(this::announce);
    return announced.size();
  }

  private void remove(SealedEntry end) {
    UUID chain = end.entry().chain();
    long through = end.entry().seq();
    byte[] name = ("audit.pruned:" + chain + ":" + through).getBytes(StandardCharsets.UTF_8);
    // The same on every node, so that it is done once.
    UUID id = UUID.nameUUIDFromBytes(name);
    ledger.execute(AuditKind.pruned(id, chain, through, clock.instant()));
  }

  private void announce(SealedEntry end) {
    log.record(
        new SecurityEvent(
            ChainCheck.PRUNED,
            Outcome.SUCCESS,
            null,
            null,
            Map.of(
                ChainCheck.CHAIN, end.entry().chain().toString(),
                ChainCheck.SEQ, String.valueOf(end.entry().seq()),
                ChainCheck.HASH, end.hash())));
  }

  private List<SealedEntry> due(Rows rows) {
    Instant limit = clock.instant().minus(MARGIN);
    return rows
        .list(
            UUID.class,
            "select distinct r.chain from AuditRow r where r.keepUntil < :limit",
            Map.of(LIMIT, limit),
            CHAINS)
        .stream()
        .map(chain -> lastDue(chain, limit, rows))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The last of those at the chain's beginning that are all due. */
  private static Optional<SealedEntry> lastDue(UUID chain, Instant limit, Rows rows) {
    List<Long> kept =
        rows.list(
            Long.class,
            "select r.seq from AuditRow r where r.chain = :chain and r.keepUntil >= :limit"
                + " order by r.seq",
            Map.of(CHAIN, chain, LIMIT, limit),
            1);
    return rows
        .list(
            AuditRow.class,
            "select r from AuditRow r where r.chain = :chain and r.seq < :end"
                + " order by r.seq desc",
            Map.of(CHAIN, chain, "end", kept.stream().findFirst().orElse(Long.MAX_VALUE)),
            1)
        .stream()
        .map(row -> row.sealed(EntryJson::details))
        .findFirst();
  }
}
