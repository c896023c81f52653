package ai.karen.door.boundary;

/**
 * A quick look over a body's bytes, which finds at once what {@link JsonTree} would find after
 * building most of a huge tree. Refuses nothing that JsonTree would read.
 */
final class JsonCounts {
  /** No smaller body can hold too much. */
  static final int SMALLEST = 200_000;

  private final JsonLimits limits = new JsonLimits();
  private boolean isInText;
  private boolean isEscaped;
  private int number;

  private JsonCounts() {}

  /**
   * @throws ai.karen.problem.entity.ProblemException 400 when a limit is surely passed
   */
  static void requireFit(byte[] body) {
    if (body.length >= SMALLEST) {
      JsonCounts counts = new JsonCounts();
      for (byte next : body) {
        counts.look(next);
      }
    }
  }

  private void look(byte next) {
    if (isInText) {
      lookInText(next);
    } else if (next == '"') {
      isInText = true;
    } else {
      count(next);
    }
  }

  private void lookInText(byte next) {
    if (isEscaped) {
      isEscaped = false;
    } else if (next == '\\') {
      isEscaped = true;
    } else if (next == '"') {
      isInText = false;
    }
  }

  /** A colon stands behind each name, a comma behind each value but the last. */
  private void count(byte next) {
    number = next >= '0' && next <= '9' ? number + 1 : 0;
    if (number > JsonLimits.LONGEST_NUMBER) {
      throw JsonLimits.numberTooLong();
    }
    if (next == ':') {
      limits.countName();
    } else if (next == ',') {
      limits.countValue();
    }
  }
}
