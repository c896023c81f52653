/**
 * What a node remembers for itself, in its own memory.
 *
 * <ol>
 *   <li>It is bounded: 10,000 values of 32 million characters together, 100,000 counters; what was
 *       not used longest goes first.
 *   <li>Values are gone when their time is over, by elapsed time; counters follow the clock, as
 *       they do on all nodes.
 * </ol>
 */
package ai.karen.store.adapter.memory;
