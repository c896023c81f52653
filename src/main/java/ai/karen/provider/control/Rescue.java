package ai.karen.provider.control;

/**
 * One way to complete a broken stream.
 *
 * @param continues whether this one is asked to go on, and not to give the answer again
 * @param again whether this one broke the stream, so that asking it is a retry
 */
record Rescue(Link link, boolean continues, boolean again) {}
