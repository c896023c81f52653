package ai.karen.account.boundary;

import ai.karen.account.control.defence.RefusalAudit;
import ai.karen.account.entity.Caller;
import ai.karen.audit.control.AuditLog;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashMap;
import java.util.Map;

/** Tells the audit log what was done to accounts and keys, and from where. Thread-safe. */
@ApplicationScoped
public class AccountEvents {
  private final AuditLog audit;
  private final RefusalAudit refusals;
  private final ClientAddress addresses;

  /** For the container's client proxy. */
  protected AccountEvents() {
    this(null, null, null);
  }

  @Inject
  public AccountEvents(AuditLog audit, RefusalAudit refusals, ClientAddress addresses) {
    this.audit = audit;
    this.refusals = refusals;
    this.addresses = addresses;
  }

  /** To be made on the request's own thread: off it the request can't be asked any more. */
  Place place(HttpServletRequest request) {
    String address = addresses.of(request);
    return (kind, outcome, subject, details) ->
        record(new SecurityEvent(kind, outcome, subject, address, details));
  }

  /** With who does it. */
  Place place(HttpServletRequest request, SecurityContext security) {
    Place place = place(request);
    String by = Callers.of(security).map(Caller::keyId).orElse("nobody");
    return (kind, outcome, subject, details) -> {
      Map<String, String> more = new HashMap<>(details);
      more.put("by", by);
      place.record(kind, outcome, subject, more);
    };
  }

  /** Refusals cost whoever asks for them nothing, so that only so many are written. */
  private void record(SecurityEvent event) {
    if (event.outcome() == Outcome.REFUSED) {
      refusals.record(event);
    } else {
      audit.record(event);
    }
  }

  /** Where a request came from. */
  @FunctionalInterface
  interface Place {
    void record(String kind, Outcome outcome, String subject, Map<String, String> details);

    /**
     * @param subject null where there is none
     */
    default void record(String kind, Outcome outcome, String subject) {
      record(kind, outcome, subject, Map.of());
    }
  }
}
