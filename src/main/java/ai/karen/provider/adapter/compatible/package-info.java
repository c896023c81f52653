/** Providers that only configuration knows, each with a circuit breaker of its own. */
package ai.karen.provider.adapter.compatible;
