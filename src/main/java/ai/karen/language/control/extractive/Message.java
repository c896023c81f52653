package ai.karen.language.control.extractive;

import java.util.ArrayList;
import java.util.List;

/**
 * One message, parted into what it asks and what it brings along.
 *
 * @param request what is asked; empty when nothing is
 * @param material the other sentences
 */
record Message(String request, List<String> material) {
  private static final int SHORT = 3;

  /** Requests stand at the beginning or the end; what asks in the middle belongs to the text. */
  static Message of(List<String> sentences) {
    List<String> rest = new ArrayList<>(sentences);
    dropLabels(rest);
    String leading = takeFirst(rest);
    String trailing = takeLast(rest);
    String request = (leading + " " + trailing).strip();
    if (request.isEmpty() && rest.size() <= SHORT) {
      return new Message(String.join(" ", rest), List.of());
    }
    return new Message(request, List.copyOf(rest));
  }

  private static String takeFirst(List<String> rest) {
    if (rest.isEmpty()) {
      return "";
    }
    String first = rest.get(0);
    int colon = first.indexOf(": ");
    if (colon > 0 && Asking.wantsSummary(first.substring(0, colon))) {
      rest.set(0, first.substring(colon + 2).strip());
      return first.substring(0, colon + 1);
    }
    return Asking.isRequest(first) ? rest.remove(0) : "";
  }

  private static String takeLast(List<String> rest) {
    int last = rest.size() - 1;
    return last >= 0 && Asking.isRequest(rest.get(last)) ? rest.remove(last) : "";
  }

  /** "Context:" above and "Answer:" below, which templates put there for a model. */
  private static void dropLabels(List<String> rest) {
    while (!rest.isEmpty() && isLabel(rest.get(rest.size() - 1))) {
      rest.remove(rest.size() - 1);
    }
    while (!rest.isEmpty() && isLabel(rest.get(0))) {
      rest.remove(0);
    }
  }

  private static boolean isLabel(String sentence) {
    return sentence.matches("\\S+(\\s\\S+)?:") && !Asking.wantsSummary(sentence);
  }
}
