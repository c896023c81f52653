package ai.karen.provider.control;

/**
 * The right to one call to a provider, followed by exactly one outcome.
 *
 * @param era the breaker's state in which it was given, counted from the first: an outcome that
 *     comes in a later one says nothing about it
 */
record Admission(long era) {}
