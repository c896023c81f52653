/** Measuring since when a condition holds, and telling it as a health check. */
package ai.karen.health.control;
