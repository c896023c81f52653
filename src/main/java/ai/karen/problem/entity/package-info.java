/**
 * What a caller is told when a request is refused or fails.
 *
 * <ol>
 *   <li>Every error has one of two shapes: OpenAI's on OpenAI-compatible paths, RFC 9457 elsewhere.
 *   <li>A fault of the caller is a 4xx with a sentence that says what to change.
 *   <li>Nothing of the server's insides, no message text, token or key is in an error.
 * </ol>
 */
package ai.karen.problem.entity;
