package ai.karen.provider.control;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

/** The answers to choose from that a request asks for. */
public final class Choices {

  private Choices() {}

  /** What stands in {@code n}; 1 where nothing or nonsense does. */
  public static int wanted(JsonObject request) {
    return request.get("n") instanceof JsonNumber count ? Math.max(1, count.intValue()) : 1;
  }
}
