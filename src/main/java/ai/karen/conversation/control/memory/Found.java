package ai.karen.conversation.control.memory;

import java.util.UUID;

/**
 * A message that is close to what was asked.
 *
 * @param score the cosine, from -1 to 1
 */
record Found(UUID message, float score) {}
