package ai.karen.language.entity;

import java.util.Objects;

/**
 * One message of a conversation, as far as it is text. Immutable.
 *
 * @param role {@code user}, {@code assistant}, {@code system}, {@code tool} or whatever the caller
 *     wrote
 * @param text what was said; may be empty
 */
public record Utterance(String role, String text) {

  public Utterance {
    Objects.requireNonNull(role);
    Objects.requireNonNull(text);
  }
}
