package ai.karen.account.control.defence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.BiConsumer;

/** A lane's state, as nodes tell it to each other. */
final class LaneMessage {
  private static final String MARK = "|";
  private static final int PARTS = 4;

  private LaneMessage() {}

  static String text(String key, LaneState state) {
    return String.join(
        MARK,
        key,
        String.valueOf(state.failures()),
        state.blockedUntil().toString(),
        state.at().toString());
  }

  /** What can't be read, such as another version's, is passed over. */
  static void read(String text, BiConsumer<String, LaneState> receiver) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != PARTS) {
      return;
    }
    try {
      receiver.accept(
          parts[0],
          new LaneState(
              Integer.parseInt(parts[1]), Instant.parse(parts[2]), Instant.parse(parts[3])));
    } catch (NumberFormatException | DateTimeException foreign) {
      return;
    }
  }
}
