package ai.karen.conversation.control;

import java.util.Objects;

/**
 * What was written or read. Immutable.
 *
 * @param degraded whether the database had no part in it: it waits in the journal, or there may be
 *     more than this node knows
 */
public record Stored<T>(T value, boolean degraded) {

  public Stored {
    Objects.requireNonNull(value);
  }
}
