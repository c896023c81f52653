/** What passes between a chain and a provider. Framework-free, immutable values. */
package ai.karen.provider.entity;
