package ai.karen.account.entity;

/** Why a request carries no usable API key. */
public enum KeyRefusal {
  /** There is none. */
  MISSING("api_key_missing"),
  /** It does not look like a key of this engine. */
  MALFORMED("api_key_malformed"),
  /** It looks like one, but its check digits say that it was mistyped or cut. */
  CHECKSUM("api_key_checksum"),
  /** It is none of the engine's keys. */
  UNKNOWN("api_key_unknown"),
  /** It was one, and its time is over. */
  EXPIRED("api_key_expired");

  private final String code;

  KeyRefusal(String code) {
    this.code = code;
  }

  /** The stable word for programs. */
  public String code() {
    return code;
  }
}
