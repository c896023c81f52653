/**
 * Writes under load, and what became of them. Conversations are created, renamed, continued and
 * deleted at so many requests a second while a test takes the engine's stores away. Whatever was
 * acknowledged must be there at the end, once and in order; whatever was refused must not; whatever
 * broke off may or may not be there, but not twice.
 *
 * <p>Tests run with small numbers by default. System properties make them large:
 *
 * <ul>
 *   <li>{@code karen.proof.rate}: writes a second
 *   <li>{@code karen.proof.frozen-rate}: writes a second, and reads, beside a frozen store
 *   <li>{@code karen.proof.frozen-seconds}: how long a store is frozen after that is known
 *   <li>{@code karen.proof.redis-freezes}: how often Redis freezes while its commands are timed
 *   <li>{@code karen.proof.starts}: starts with stores, without them, and with frozen ones, of each
 *   <li>{@code karen.proof.cut-off-rate}: writes a second, at each of two nodes, of each kind
 *   <li>{@code karen.proof.cut-off-seconds}: how long nodes are cut off under load
 *   <li>{@code karen.proof.store-kills}: how often each store is killed
 *   <li>{@code karen.proof.engine-kills}: how often the engine is killed
 *   <li>{@code karen.proof.backlog}: journaled operations to be replayed
 *   <li>{@code karen.proof.process-kills}: how often the stores' own process is killed
 * </ul>
 *
 * <p>Each run leaves its figures in {@code target/figures}.
 */
package ai.karen.testing.writes;
