package ai.karen.language.control.extractive;

import ai.karen.language.entity.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A conversation, parted into what is asked and what can be quoted.
 *
 * @param request the last user message's request; empty when it is only a text
 * @param own the sentences that came with the request
 * @param others the sentences of the other messages, oldest first
 * @param exceeded whether something was left out because there was too much
 */
record Reading(String request, List<String> own, List<String> others, boolean exceeded) {
  private static final Set<String> INSTRUCTING = Set.of("system", "developer");
  private static final int LONGEST_ENDING = 400;

  static Reading of(List<Utterance> conversation) {
    Allowance allowance = new Allowance();
    int asked = lastOfUser(conversation);
    Message message = asked < 0 ? new Message("", List.of()) : last(conversation, asked, allowance);
    List<String> others = new ArrayList<>();
    for (int i = conversation.size() - 1; i >= 0; i--) {
      if (i != asked) {
        others.addAll(0, quotable(conversation.get(i), allowance));
      }
    }
    return new Reading(message.request(), message.material(), others, allowance.exceeded());
  }

  boolean isEmpty() {
    return own.isEmpty() && others.isEmpty();
  }

  /** Everything that can be quoted, in the order of the conversation. */
  List<String> all() {
    List<String> all = new ArrayList<>(others);
    all.addAll(own);
    return all;
  }

  private static int lastOfUser(List<Utterance> conversation) {
    int last = conversation.size() - 1;
    while (last >= 0 && !conversation.get(last).role().equals("user")) {
      last--;
    }
    return last;
  }

  /** The request at the end of a text that is too long must not go with what is left out. */
  private static Message last(List<Utterance> conversation, int asked, Allowance allowance) {
    String text = conversation.get(asked).text();
    List<String> sentences = new ArrayList<>(allowance.take(text));
    if (allowance.exceeded()) {
      sentences.addAll(requestAtTheEnd(text));
    }
    return Message.of(sentences);
  }

  private static List<String> requestAtTheEnd(String text) {
    String ending = text.strip();
    ending = ending.substring(Math.max(0, ending.length() - LONGEST_ENDING));
    List<String> sentences = Sentences.of(ending);
    String last = sentences.isEmpty() ? "" : sentences.get(sentences.size() - 1);
    return Asking.isRequest(last) ? List.of(last) : List.of();
  }

  private static List<String> quotable(Utterance utterance, Allowance allowance) {
    if (INSTRUCTING.contains(utterance.role()) || Notice.isIn(utterance.text())) {
      return List.of();
    }
    boolean asks = utterance.role().equals("user");
    return allowance.take(utterance.text()).stream()
        .filter(sentence -> !asks || !Asking.isRequest(sentence))
        .toList();
  }
}
