/**
 * What happened that matters to security: who, what, when, from where, with which outcome.
 *
 * <ol>
 *   <li>Entries are only ever added, and chained by hashes, so that a change or a gap shows.
 *   <li>No entry carries a secret or a line break.
 *   <li>A command checks the chain, and names the first broken place.
 *   <li>Nobody waits for an entry, and none is lost for want of a database; what can't be held is
 *       counted, and the count is an entry.
 *   <li>Entries are kept for {@code karen.retention.events}; what goes then is announced before.
 *       PostgreSQL itself refuses to change any, and to remove one before its time.
 * </ol>
 */
package ai.karen.audit;
