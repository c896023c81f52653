package ai.karen.account.control.session;

import ai.karen.audit.control.AuditLog;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Puts what happens to sessions into the audit log. Thread-safe. */
@ApplicationScoped
public class SessionAudit {
  private final Consumer<SecurityEvent> log;

  /** For the container's client proxy. */
  protected SessionAudit() {
    this.log = null;
  }

  @Inject
  public SessionAudit(Instance<AuditLog> log) {
    this((AuditLog) event -> log.stream().forEach(one -> one.record(event)));
  }

  SessionAudit(AuditLog log) {
    this.log = log::record;
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

  /** About a session whose owner was not asked for. */
  public void ended(String kind, UUID session, String address) {
    record(kind, Outcome.SUCCESS, null, session, address);
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
    log.accept(new SecurityEvent(kind, outcome, subject, address, details));
  }
}
