package ai.karen.audit.entity;

import java.util.Objects;

/**
 * An entry as it is stored or exported. Immutable; says nothing about whether it is genuine.
 *
 * @param hash what is said to be the entry's
 * @param seal what is said to be the HMAC over that with the deployment's secret
 */
public record SealedEntry(AuditEntry entry, String hash, String seal) {

  public SealedEntry {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(hash);
    Objects.requireNonNull(seal);
  }
}
