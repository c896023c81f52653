package ai.karen.door.boundary;

/**
 * A quick look over a body's bytes, which finds at once what {@link JsonTree} would find after
 * building most of a huge tree. Refuses nothing that JsonTree would read.
 */
final class JsonCounts {
  /** No smaller body can hold too much. */
  private static final int SMALLEST = 200_000;

  private final JsonLimits limits = new JsonLimits();
  private int digits;

  private JsonCounts() {}

  /**
   * @throws ai.karen.problem.entity.ProblemException 400 when a limit is surely passed
   */
  static void requireFit(byte[] body) {
    if (body.length >= SMALLEST) {
      new JsonCounts().countAll(body);
    }
  }

  private void countAll(byte[] body) {
    int at = 0;
    while (at < body.length) {
      if (body[at] == '"') {
        at = endOfText(body, at);
      } else {
        count(body[at]);
      }
      at++;
    }
  }

  private static int endOfText(byte[] body, int quote) {
    int at = quote + 1;
    while (at < body.length && body[at] != '"') {
      at += body[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  /** A colon stands behind each name, a comma behind each value but the last. */
  private void count(byte next) {
    digits = next >= '0' && next <= '9' ? digits + 1 : 0;
    if (digits > JsonLimits.LONGEST_NUMBER) {
      throw JsonLimits.numberTooLong();
    }
    if (next == ':') {
      limits.countName();
    } else if (next == ',') {
      limits.countValue();
    }
  }
}
