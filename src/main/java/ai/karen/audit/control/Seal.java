package ai.karen.audit.control;

/** Makes what only the deployment can make. Thread-safe. */
public interface Seal {

  /** An HMAC over a hash with the deployment's secret, in hexadecimal digits. */
  String of(String hash);
}
