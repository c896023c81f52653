package ai.karen.testing.writes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A conversation's messages by their parents. Immutable. */
final class MessageTree {
  /** How PostgreSQL keeps that there is none. */
  private static final String NONE = new UUID(0, 0).toString();

  private final List<Kept.Message> messages;
  private final Map<String, Integer> placesById = new HashMap<>();
  private final Map<String, Integer> placesByContent = new HashMap<>();

  /**
   * @param messages in the order in which they are told
   */
  MessageTree(List<Kept.Message> messages) {
    this.messages = messages;
    for (int place = 0; place < messages.size(); place++) {
      placesById.put(messages.get(place).id(), place);
      placesByContent.put(messages.get(place).content(), place);
    }
  }

  long times(String content) {
    return messages.stream().map(Kept.Message::content).filter(content::equals).count();
  }

  /** Negative where it is not said. */
  int placeOf(String content) {
    return placesByContent.getOrDefault(content, -1);
  }

  /** Negative where nothing of that content is said, it follows nothing, or nothing known. */
  int parentOf(String content) {
    int place = placeOf(content);
    return place < 0 ? place : placesById.getOrDefault(messages.get(place).parent(), -1);
  }

  /** What several messages follow. */
  long branchings() {
    Map<String, Integer> children = new HashMap<>();
    messages.forEach(message -> children.merge(parent(message), 1, Integer::sum));
    return children.values().stream().filter(several -> several > 1).count();
  }

  /** There is one beginning, and nobody is told before the message that they follow. */
  List<String> violations() {
    List<String> wrong = new ArrayList<>();
    for (int place = 0; place < messages.size(); place++) {
      Kept.Message message = messages.get(place);
      int parent = placesById.getOrDefault(message.parent(), messages.size());
      boolean isBeginning = place == 0 && parent(message).equals(NONE);
      if (!isBeginning && parent >= place) {
        wrong.add(message + " at " + place + " follows the one at " + parent);
      }
    }
    return wrong;
  }

  private static String parent(Kept.Message message) {
    String parent = message.parent();
    return parent == null || parent.isEmpty() ? NONE : parent;
  }
}
