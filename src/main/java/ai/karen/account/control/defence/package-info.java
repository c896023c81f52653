/**
 * Keeps off who should not come in, before a password is looked at.
 *
 * <ol>
 *   <li>A request that a cookie authenticates, and a login, carries a token that is bound to the
 *       browser's session, ends soon and is compared in constant time.
 *   <li>After {@code karen.login.failures} wrong passwords an account's next ones wait, twice as
 *       long each time, up to {@code karen.login.backoff-cap}; attempts under way count, so that of
 *       a burst at most ten are looked at. Unknown accounts are treated alike.
 *   <li>A device that signed in to the account before has a lane of its own, so that nobody can
 *       lock the owner out.
 *   <li>An address waits likewise, up to {@code karen.login.address-cap}, and may be wrong about
 *       {@code karen.login.accounts-per-address} accounts at most within that time.
 *   <li>The counts outlast a restart, reach other nodes, and take bounded memory.
 *   <li>What is unusual raises a risk and is written down; a high risk asks for the password again,
 *       and locks nobody out for good. A session was seen for the first time at its login.
 * </ol>
 */
package ai.karen.account.control.defence;
