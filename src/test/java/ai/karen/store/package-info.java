/**
 * The contract of the stores over HTTP, with real stores that are killed, frozen, cut off and full:
 * an acknowledged write survives. How large the runs are: see {@code ai.karen.testing.writes}.
 */
package ai.karen.store;
