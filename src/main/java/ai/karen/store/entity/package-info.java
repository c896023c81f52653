/** What the stores pass around. Immutable values. */
package ai.karen.store.entity;
