package ai.karen.chat.control;

import ai.karen.account.entity.Caller;
import ai.karen.chat.entity.AnswerRequest;
import ai.karen.conversation.control.Saying;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.control.Deadline;
import java.util.Objects;

/**
 * One turn of a conversation, as it is asked for.
 *
 * @param caller who pays for it
 * @param saying the same content with the conversation it belongs to
 * @param requestId names the request in logs
 * @param cancellation to be used when the caller goes away
 */
public record TurnRequest(
    AnswerRequest asked,
    Caller caller,
    Saying saying,
    String requestId,
    Deadline deadline,
    Cancellation cancellation) {

  public TurnRequest {
    Objects.requireNonNull(asked);
    Objects.requireNonNull(caller);
    Objects.requireNonNull(saying);
    Objects.requireNonNull(requestId);
    Objects.requireNonNull(deadline);
    Objects.requireNonNull(cancellation);
  }
}
