/** What clients see of a chat turn, on the running server. */
package ai.karen.chat.boundary;
