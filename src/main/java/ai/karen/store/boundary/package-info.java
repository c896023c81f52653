/**
 * Tells how the stores are.
 *
 * <ol>
 *   <li>Where {@code karen.redis.url} is set there is a readiness check {@code redis}: up, in mode
 *       {@code primary}, or in mode {@code memory} with the reason. Elsewhere there is none.
 * </ol>
 */
package ai.karen.store.boundary;
