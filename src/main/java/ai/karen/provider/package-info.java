/**
 * Providers of answers, and the chains in which they stand in for each other.
 *
 * <ol>
 *   <li>A question goes through a chain of links until one answers; what every failure means is the
 *       table "What a provider's failure means" of the design.
 *   <li>One request has one deadline; nothing restarts it.
 *   <li>Each provider is guarded by a circuit breaker of its own; only transient failures, silence
 *       and broken streams count.
 *   <li>What an answer says about how it came (provider, model, attempts) is what happened.
 *   <li>A caller never sees a provider's key, and never a provider's 401.
 * </ol>
 *
 * Out of scope: what callers send and see on the wire, which is {@code ai.karen.chat}.
 */
package ai.karen.provider;
