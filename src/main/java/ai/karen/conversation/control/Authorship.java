package ai.karen.conversation.control;

import ai.karen.conversation.entity.Place;
import java.util.Objects;
import java.util.UUID;

/**
 * Who writes an answer, and where. Immutable.
 *
 * @param owner whose conversation it is
 * @param writer the one turn that may go on with it
 */
public record Authorship(Place place, String owner, UUID writer) {

  public Authorship {
    Objects.requireNonNull(place);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(writer);
  }
}
