/** Takes a turn from the request to its answer. */
package ai.karen.chat.control;
