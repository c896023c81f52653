package ai.karen.conversation.control;

import ai.karen.conversation.entity.Message;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A turn that has begun: what was said is kept. Immutable, as long as nobody changes its messages.
 *
 * @param question what was said
 * @param given the answer, where the same request was answered before; null otherwise
 * @param history what was said before, the oldest first
 * @param by who may write the answer now
 * @param degraded whether the question waits in the journal
 */
public record Opening(
    Message question, Message given, List<Message> history, Authorship by, boolean degraded) {

  public Opening {
    Objects.requireNonNull(question);
    Objects.requireNonNull(by);
    history = List.copyOf(history);
  }

  public Optional<Message> answer() {
    return Optional.ofNullable(given);
  }
}
