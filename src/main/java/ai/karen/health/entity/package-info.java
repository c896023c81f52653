/** What a part of the engine tells about itself. Immutable values. */
package ai.karen.health.entity;
