package ai.karen.audit.control;

import ai.karen.audit.entity.AuditRow;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the audit log. Thread-safe. Blocks as the ledger does. */
@ApplicationScoped
public class AuditTrail {
  private final Ledger ledger;

  /** For the container's client proxy. */
  protected AuditTrail() {
    this(null);
  }

  @Inject
  public AuditTrail(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The newest first.
   *
   * @param before when the last one of the page before happened; null for the first page
   * @param id that one's; null for the first page
   * @throws ai.karen.store.control.StoreUnavailable when nothing can be read now
   */
  public Reading<List<SealedEntry>> page(Instant before, UUID id, int most) {
    return ledger.list(rows -> page(rows, before, id, most));
  }

  private static List<SealedEntry> page(Rows rows, Instant before, UUID id, int most) {
    Map<String, Object> parameters = new HashMap<>();
    String beyond = "";
    if (before != null) {
      parameters.put("at", before);
      parameters.put("id", id);
      beyond = " where r.at < :at or (r.at = :at and r.id < :id)";
    }
    return rows
        .list(
            AuditRow.class,
            "select r from AuditRow r" + beyond + " order by r.at desc, r.id desc",
            parameters,
            most)
        .stream()
        .map(row -> row.sealed(EntryJson::details))
        .toList();
  }
}
