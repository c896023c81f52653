/**
 * Databases by JPA: the operator's PostgreSQL and the embedded H2, with the same mappings and
 * migrations.
 *
 * <ol>
 *   <li>One guarded way into the shared database: breaker, timeout, a thread that may be left
 *       behind.
 *   <li>Migrations run on a data source of their own, safe with several nodes at once.
 *   <li>A database that is away at the start is migrated when it appears.
 *   <li>The embedded database works where no data source is configured on the server.
 *   <li>The embedded database keeps what it committed through a kill, what it synced through a loss
 *       of power, and starts again wherever a start was cut off.
 * </ol>
 */
package ai.karen.store.adapter.jpa;
