package ai.karen.account.control.defence;

import ai.karen.audit.control.AuditLog;
import ai.karen.audit.entity.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes refusals down, so many a minute, so that nobody who is refused fills the audit log; the
 * next one that is written says how many were not. All of them are counted. Thread-safe.
 */
@ApplicationScoped
public class RefusalAudit {
  /** In a minute, from one address. */
  static final int MOST_OF_LINE = 60;

  /** In a minute. */
  static final int MOST = 200;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AuditLog audit;
  private final Identities identities;
  private final Clock clock;
  private final Event<SecurityEvent> heard;
  private final Map<String, Integer> lines = new HashMap<>();
  private Instant end = Instant.EPOCH;
  private int written;
  private long suppressed;

  /** For the container's client proxy. */
  protected RefusalAudit() {
    this(null, null, null, null);
  }

  @Inject
  public RefusalAudit(
      AuditLog audit, Identities identities, Clock clock, Event<SecurityEvent> heard) {
    this.audit = audit;
    this.identities = identities;
    this.clock = clock;
    this.heard = heard;
  }

  public void record(SecurityEvent event) {
    String line = identities.line(event.address());
    long missing = admit(line);
    if (missing >= 0) {
      audit.record(missing == 0 ? event : with(event, missing));
    } else {
      heard.fire(event);
    }
  }

  /**
   * @return how many were left out before this one; negative where this one is left out too
   */
  private synchronized long admit(String line) {
    Instant now = clock.instant();
    if (!now.isBefore(end)) {
      end = now.plus(MINUTE);
      written = 0;
      lines.clear();
    }
    if (written >= MOST || lines.getOrDefault(line, 0) >= MOST_OF_LINE) {
      suppressed++;
      return -1;
    }
    written++;
    lines.merge(line, 1, Integer::sum);
    long missing = suppressed;
    suppressed = 0;
    return missing;
  }

  private static SecurityEvent with(SecurityEvent event, long missing) {
    Map<String, String> details = new HashMap<>(event.details());
    details.put("not_written_before", String.valueOf(missing));
    return new SecurityEvent(
        event.kind(), event.outcome(), event.subject(), event.address(), details);
  }
}
