/**
 * The engine's gate: how many requests run, how many wait, who is refused, and how the engine ends.
 *
 * <ol>
 *   <li>Up to {@code karen.http.max-in-flight} requests that ask a model run; {@code
 *       karen.http.queue} more wait in the order of their coming, without a thread; any further one
 *       is refused at once with 503 {@code overloaded} and {@code Retry-After}.
 *   <li>A slot is given back exactly once, when the answer has ended, however it ends.
 *   <li>A request waits no longer than its deadline, and what it waited is taken from its deadline.
 *   <li>Where requests come faster than the machine can begin them, answers under way go first;
 *       when that lasts, newcomers are refused, so that whoever is let in is served soon.
 *   <li>Health, metrics, status and lists of models are answered whatever the load.
 *   <li>On SIGTERM the engine says that it is not ready, refuses new work, lets what runs finish
 *       for {@code karen.shutdown.grace}, and exits with 0; what is still running then ends with an
 *       error, and the exit code is the signal's. A second signal ends the wait.
 *   <li>An application that stops takes its signal handler along.
 * </ol>
 */
package ai.karen.admission;
