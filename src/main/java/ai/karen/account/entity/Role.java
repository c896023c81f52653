package ai.karen.account.entity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a person is to the engine. */
public enum Role {
  USER,
  ADMIN;

  /** As tokens, bodies and rows write it, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException when there is none of that word
   */
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** What somebody of this role may do without an API key. */
  public Set<Scope> scopes() {
    return this == ADMIN
        ? EnumSet.allOf(Scope.class)
        : EnumSet.of(Scope.CHAT, Scope.EMBEDDINGS, Scope.NLP);
  }
}
