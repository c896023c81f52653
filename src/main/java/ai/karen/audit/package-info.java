/**
 * What happened that matters to security: who, what, when, from where, with which outcome.
 *
 * <ol>
 *   <li>Entries are only ever added, and chained by hashes, so that a change or a gap shows.
 *   <li>No entry carries a secret or a line break.
 *   <li>A command checks the chain.
 * </ol>
 */
package ai.karen.audit;
