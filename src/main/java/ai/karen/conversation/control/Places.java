package ai.karen.conversation.control;

import ai.karen.conversation.entity.Place;
import jakarta.json.JsonObjectBuilder;

/** Where a message stands, in a payload's terms. */
final class Places {
  private Places() {}

  static Place of(Payload payload) {
    return new Place(
        payload.conversation(),
        payload.id(Payload.MESSAGE),
        payload.optionalId(Payload.PARENT),
        payload.time(Payload.CREATED_AT));
  }

  static JsonObjectBuilder add(Place place, JsonObjectBuilder json) {
    json.add(Payload.MESSAGE, place.id().toString());
    if (place.parent() != null) {
      json.add(Payload.PARENT, place.parent().toString());
    }
    return json.add(Payload.CREATED_AT, place.createdAt().toString());
  }
}
