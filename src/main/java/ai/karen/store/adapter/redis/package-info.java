/**
 * Redis, where the nodes meet; by Jedis.
 *
 * <ol>
 *   <li>No call makes a connection: a watcher does, in the background, from the start on, and looks
 *       after Redis every second, also when nobody calls.
 *   <li>A call waits for at most 40 ms, be it for a free connection, for sending or for the answer.
 *   <li>Where Redis fails, the node's own memory takes over within the same call; while it is known
 *       to be away it is not asked at all.
 *   <li>It is in use again within 5 s of its return, by the watcher and by the breaker.
 *   <li>Counters are counted locally too. When Redis comes back the larger count holds.
 *   <li>What was removed while it was away is removed from it before it is in use again.
 *   <li>Whoever listens goes on listening after an outage. What a node could not send it sends
 *       before Redis is in use again, up to 10,000 messages; they, and what is sent in the 5 s
 *       after a return, come once more 5 s later; and each is told that it may have missed
 *       something whenever it begins to listen.
 *   <li>Nothing of a password is ever shown.
 * </ol>
 */
package ai.karen.store.adapter.redis;
