/** Conversations without a server; the numbers are those of the component's requirements. */
package ai.karen.conversation.control;
