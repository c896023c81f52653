package ai.karen.testing.writes;

import java.util.List;
import java.util.Optional;

/** What is kept in the end, wherever it is looked up. */
public interface Kept {

  /** The titles of all conversations. */
  List<String> titles();

  /** Empty where there is no such conversation; its title, or "" without one. */
  Optional<String> title(String id);

  /** In the order in which they were said. */
  List<Message> messages(String id);

  /** What was said; the parent is null at the beginning, and where it is not told. */
  record Message(String id, String parent, String role, String content, String status) {}

  /** It can't be looked up now. */
  final class Unreadable extends RuntimeException {
    private final transient Outcome outcome;

    Unreadable(Outcome outcome) {
      super("answered " + outcome.status() + " " + outcome.body());
      this.outcome = outcome;
    }

    Outcome outcome() {
      return outcome;
    }
  }
}
