/**
 * Metrics by MicroProfile Metrics 5.1. Nothing else in the engine knows that API, because not every
 * server has it.
 */
package ai.karen.status.adapter.metrics;
