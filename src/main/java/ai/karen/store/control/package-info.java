/**
 * Where the engine keeps things, and what goes on when one of the places is away.
 *
 * <ol>
 *   <li>Everything of the engine's own lies in one data folder that only its owner can read.
 *   <li>One engine at a time: the folder is locked until the application stops.
 *   <li>A file is replaced as a whole or not at all, and lasts through a loss of power.
 *   <li>A folder or file that cannot be used never stops the start: one sentence names it and the
 *       reason, the engine stays unready, and a damaged file is left as it is.
 *   <li>What is acknowledged survives the end of the process and of the power: it is committed in
 *       the shared database, or fsynced in the journal.
 *   <li>An operation is applied once, whoever applies it and however often: live, in replay, on the
 *       local copy.
 *   <li>While an aggregate has entries in the journal, later operations on it go there too.
 *   <li>What is not known here is refused, never called absent; lists say that they are partial.
 *   <li>Nobody waits for a database that is known to be away, and its return is noticed without a
 *       caller.
 *   <li>What can't be applied is parked, shown, and holds up only its own aggregate.
 *   <li>What several nodes share for a while (counters, answers, messages) is in Redis, or in this
 *       node's memory while that is away.
 * </ol>
 */
package ai.karen.store.control;
