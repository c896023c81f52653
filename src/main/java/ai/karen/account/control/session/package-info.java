/**
 * Login sessions: how they begin, go on and end, here and on every other node.
 *
 * <ol>
 *   <li>A session ends when it was not used for {@code karen.session.idle}, at the latest after
 *       {@code karen.session.absolute}, and when somebody ends it; refreshing never moves the
 *       absolute end.
 *   <li>Each refresh replaces the refresh value by one that is derived, under the same lock as
 *       logout: parallel ones get the same successor.
 *   <li>A predecessor is good until its successor was seen, and older ones for 10 s after their
 *       rotation; any other use of an older one ends the session everywhere.
 *   <li>Without the shared database nothing is rotated, and access tokens last 2 minutes at most.
 *   <li>What is ended is dead at once here and on nodes that hear of it, and within {@code
 *       karen.session.validation-cache} on the others.
 *   <li>Ends are journaled and win every merge.
 *   <li>One access token can be revoked by its id; one that was not issued to the session is none.
 * </ol>
 */
package ai.karen.account.control.session;
