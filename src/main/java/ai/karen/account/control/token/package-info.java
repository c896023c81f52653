/**
 * Access tokens and the keys that sign them.
 *
 * <ol>
 *   <li>Tokens are JWTs of the type {@code at+jwt}, signed with ES256; nothing else is taken for
 *       one.
 *   <li>Keys are made once for all nodes, kept encrypted under the deployment's secret, known while
 *       the database is away, and replaced with overlap after {@code karen.session.key-life}.
 *   <li>The public keys are published.
 *   <li>An issuer of the operator's may sign instead, named by MicroProfile JWT's own settings.
 * </ol>
 */
package ai.karen.account.control.token;
