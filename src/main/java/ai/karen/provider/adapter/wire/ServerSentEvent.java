package ai.karen.provider.adapter.wire;

/**
 * One event of a stream.
 *
 * @param name never null
 * @param data never null, may be empty
 */
record ServerSentEvent(String name, String data) {}
