package ai.karen.account.control.session;

import ai.karen.audit.control.AuditLog;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** Puts what happens to sessions into the audit log. Thread-safe. */
@ApplicationScoped
public class SessionAudit {
  private final AuditLog log;

  /** For the container's client proxy. */
  protected SessionAudit() {
    this(null);
  }

  @Inject
  public SessionAudit(AuditLog log) {
    this.log = log;
  }

  /**
   * @param session null where there is none
   */
  public void success(String kind, UUID user, UUID session, String address) {
    record(kind, Outcome.SUCCESS, user.toString(), session, address);
  }

  /**
   * @param session null where there is none
   */
  public void refused(String kind, UUID user, UUID session, String address) {
    record(kind, Outcome.REFUSED, user.toString(), session, address);
  }

  /**
   * @param user null where it can't be told whose session it was
   */
  public void ended(String kind, UUID user, UUID session, String address) {
    record(kind, Outcome.SUCCESS, user == null ? null : user.toString(), session, address);
  }

  /**
   * @param subject a keyed hash of who it claims to be about
   */
  public void failed(String kind, String subject, String address) {
    record(kind, Outcome.FAILURE, subject, null, address);
  }

  private void record(String kind, Outcome outcome, String subject, UUID session, String address) {
    Map<String, String> details =
        session == null ? Map.of() : Map.of("session", session.toString());
    log.record(new SecurityEvent(kind, outcome, subject, address, details));
  }
}
