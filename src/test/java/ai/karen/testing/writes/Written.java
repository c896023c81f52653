package ai.karen.testing.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as its only writer knows it. Its writer's thread alone changes it; others read it
 * when the load is over.
 */
final class Written {
  /** Its title's first word, and its messages' beginning; nobody else's. */
  final String name;

  /** Null until its creation was acknowledged. */
  String id;

  final UUID key = UUID.randomUUID();
  Outcome.Kind created = Outcome.Kind.UNKNOWN;
  Outcome.Kind deleted;

  /** The one acknowledged last. */
  String title;

  /** Those sent later whose end is not known. */
  final List<String> possibleTitles = new ArrayList<>();

  final List<Said> said = new ArrayList<>();

  Written(String name) {
    this.name = name;
    this.title = name;
  }

  boolean isAlive() {
    return id != null && deleted == null;
  }

  void renamed(String newTitle, Outcome.Kind end) {
    if (end == Outcome.Kind.ACKNOWLEDGED) {
      title = newTitle;
      possibleTitles.clear();
    } else if (end == Outcome.Kind.UNKNOWN) {
      possibleTitles.add(newTitle);
    }
  }

  /**
   * A message that was sent.
   *
   * @param content nobody else's
   */
  record Said(String content, Outcome.Kind end) {
    String answer() {
      return EchoingProvider.answerTo(content);
    }
  }
}
