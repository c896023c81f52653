package ai.karen.audit.control;

import ai.karen.audit.entity.SecurityEvent;

/** Where security events go. Thread-safe. */
public interface AuditLog {

  /** Writes it down; never fails and never keeps the caller for long. */
  void record(SecurityEvent event);
}
