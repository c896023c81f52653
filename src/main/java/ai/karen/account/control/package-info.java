/**
 * Makes, keeps and checks API keys, and prepares the first start.
 *
 * <ol>
 *   <li>An API key is {@code kk_live_<id>_<secret><check>}: id 8 and secret 32 characters of {@code
 *       0-9A-Za-z}, check the CRC-32 (IEEE) of everything before it as 6 digits to the base 62,
 *       left-padded with {@code 0}.
 *   <li>A malformed key or one with wrong check digits is refused without asking the store.
 *   <li>Keys are stored as an HMAC with the deployment's secret, compared in constant time.
 *   <li>The very first start makes a key with every scope for the built-in service account; its
 *       text lies in the owner-only file {@code first-api-key}. No other start makes one.
 *   <li>A key given as {@code karen.bootstrap.api-key} is accepted from the start, kept nowhere,
 *       and none is made; a malformed one keeps the engine unready and is never shown.
 *   <li>The one-time code for setting up the first administrator lies in the owner-only file {@code
 *       setup-code}, unless the settings name an administrator.
 *   <li>The log says where the engine listens and which files hold what was made; never the values.
 *   <li>Keys that can't be read keep the engine unready; their file is never overwritten.
 *   <li>Where the operator or the key's owner wants that, each key's requests per minute are
 *       counted over all nodes.
 * </ol>
 */
package ai.karen.account.control;
