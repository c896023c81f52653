package ai.karen.provider.control;

import java.time.Instant;

/**
 * A name that a request may carry.
 *
 * @param id the name
 * @param owner {@code karen} for a chain, else the provider's id
 * @param created since when this engine knows it
 */
public record ListedModel(String id, String owner, Instant created) {}
