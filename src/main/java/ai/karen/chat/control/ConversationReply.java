package ai.karen.chat.control;

import ai.karen.conversation.entity.Message;
import ai.karen.provider.control.Reply;

/** An answer within a conversation. */
public interface ConversationReply extends Reply {

  Message question();

  /** Whether the answer was given and kept before, so that it need not be delivered. */
  boolean isKept();

  /** The answer as it is kept; to be asked for when it was delivered. */
  Message answer();
}
