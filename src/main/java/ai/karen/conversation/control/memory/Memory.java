package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Message;

/**
 * A message that was found.
 *
 * @param score how close it is, from -1 to 1
 */
public record Memory(Message message, float score) {}
