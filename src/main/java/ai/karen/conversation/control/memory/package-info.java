/**
 * Finding what was said before by its meaning.
 *
 * <ol>
 *   <li>Messages are embedded in the background; no answer waits for it.
 *   <li>The search is exact: each of the caller's messages is compared, and nobody else's.
 *   <li>100,000 messages take at most 64 MB.
 *   <li>What was deleted is not found.
 * </ol>
 */
package ai.karen.conversation.control.memory;
