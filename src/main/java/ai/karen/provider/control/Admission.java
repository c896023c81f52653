package ai.karen.provider.control;

/**
 * The right to one call to a provider, followed by exactly one outcome.
 *
 * @param era the breaker's state in which it was given, counted from the first: an outcome that
 *     comes in a later one says nothing about it
 * @param trial whether it holds a place among the trials, until it ends
 */
record Admission(long era, boolean trial) {}
