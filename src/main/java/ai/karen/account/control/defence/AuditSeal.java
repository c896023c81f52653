package ai.karen.account.control.defence;

import ai.karen.account.control.KeyHash;
import ai.karen.audit.control.Seal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Seals entries of the audit log with the deployment's secret. Thread-safe. */
@ApplicationScoped
public class AuditSeal implements Seal {
  private final KeyHash hash;

  /** For the container's client proxy. */
  protected AuditSeal() {
    this(null);
  }

  @Inject
  public AuditSeal(KeyHash hash) {
    this.hash = hash;
  }

  @Override
  public String of(String entry) {
    return hash.mac("audit", entry);
  }
}
