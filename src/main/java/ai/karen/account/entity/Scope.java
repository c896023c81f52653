package ai.karen.account.entity;

import java.util.Locale;

/** What a key may be used for. */
public enum Scope {
  CHAT,
  EMBEDDINGS,
  NLP,
  METRICS,
  ADMIN;

  /** The scope as clients and files write it, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scope of that word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Scope of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
