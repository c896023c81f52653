package ai.karen.store.entity;

import java.util.Objects;

/**
 * What was read. Immutable.
 *
 * @param partial whether there may be more than this node has at hand
 */
public record Reading<T>(T value, boolean partial) {

  public Reading {
    Objects.requireNonNull(value);
  }
}
