/** The OpenAI-shaped resources, and the stream on which every dialect answers. */
package ai.karen.chat.boundary;
