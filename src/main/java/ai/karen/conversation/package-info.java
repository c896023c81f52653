/**
 * Conversations and what is kept of them.
 *
 * <ol>
 *   <li>Everything belongs to its owner; another's is as if it were not there.
 *   <li>Every change is an operation: applied twice it does nothing, and it needs no order where
 *       two nodes did not see each other. Messages become siblings, of two titles the later one
 *       stays, and a deletion wins over all that comes after it.
 *   <li>An answer that is being written is kept piece by piece; until it is whole it counts as
 *       interrupted.
 *   <li>Lists go on where they ended: by a cursor, which is checked when it comes back.
 *   <li>A request that is sent twice with the same {@code Idempotency-Key} is carried out once, on
 *       whichever node it arrives.
 *   <li>Conversations that are older than the operator wants are deleted, as their owners would do
 *       it.
 *   <li>An owner can take everything along in one document.
 *   <li>What no database can hold is refused before anything is written.
 *   <li>An owner finds what was said by its meaning.
 * </ol>
 *
 * Out of scope: who answers, which is {@code ai.karen.chat}.
 */
package ai.karen.conversation;
