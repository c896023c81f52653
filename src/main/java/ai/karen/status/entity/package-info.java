/** What is told about the engine. Immutable values. */
package ai.karen.status.entity;
