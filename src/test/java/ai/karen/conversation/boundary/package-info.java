/** Conversations over HTTP; the numbers are those of the component's requirements. */
package ai.karen.conversation.boundary;
