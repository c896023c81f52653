package ai.karen.store.entity;

import java.util.Objects;

/**
 * What was carried out, and where it is safe. Immutable.
 *
 * @param place committed in the database, or on the local disk in the journal
 */
public record Acknowledgement(Effect effect, Place place) {

  public Acknowledgement {
    Objects.requireNonNull(effect);
    Objects.requireNonNull(place);
  }

  public enum Place {
    DATABASE,
    JOURNAL
  }
}
