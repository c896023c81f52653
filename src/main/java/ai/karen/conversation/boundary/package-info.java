/** Conversations over HTTP. */
package ai.karen.conversation.boundary;
