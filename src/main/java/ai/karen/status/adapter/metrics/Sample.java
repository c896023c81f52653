package ai.karen.status.adapter.metrics;

import java.util.Map;

/**
 * One line of a family.
 *
 * @param suffix what follows the family's name, such as {@code _bucket}; may be empty
 */
record Sample(String suffix, Map<String, String> labels, double value) {}
