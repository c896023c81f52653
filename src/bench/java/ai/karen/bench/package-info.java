/**
 * What the engine costs, beside a direct call and an nginx on the same machine: see decision 26 and
 * the README's section "How fast it is".
 *
 * <ol>
 *   <li>All ways are measured in turns in one run, after a warm-up.
 *   <li>Provider, engine and load each have a process of their own, so that CPU and memory can be
 *       told apart.
 *   <li>Latencies count from the moment a request was due, not from when it could be sent.
 *   <li>A stream counts as complete only with every event and its end mark.
 * </ol>
 */
package ai.karen.bench;
