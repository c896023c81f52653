/**
 * How a part of the engine tells that it works, or by what it stands in for itself. Any component
 * may use this to contribute a readiness check; none needs to know who shows it.
 *
 * <ol>
 *   <li>A part that answers through a fallback is up, and says so: {@code mode}, {@code since} and
 *       {@code reason}.
 *   <li>{@code since} is measured: it is when the mode was first seen, and it stays until the mode
 *       changes.
 * </ol>
 */
package ai.karen.health;
