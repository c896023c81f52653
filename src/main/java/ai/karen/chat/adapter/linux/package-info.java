/**
 * Sees clients hang up, in the tables of TCP connections that Linux shows as text.
 *
 * <ol>
 *   <li>A connection that its client closed (our side in CLOSE_WAIT) or that has vanished after it
 *       was seen is told within half a second.
 *   <li>What was never seen never counts as gone: a proxy's header may have named the address.
 *   <li>Nothing is read while nobody waits; one pass over the tables serves everybody who does.
 *   <li>Without tables nothing is told, and the log says so once.
 * </ol>
 */
package ai.karen.chat.adapter.linux;
