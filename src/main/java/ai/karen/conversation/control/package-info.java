/** Conversations: what is done to them, and how that takes effect. */
package ai.karen.conversation.control;
