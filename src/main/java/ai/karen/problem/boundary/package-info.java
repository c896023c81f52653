/**
 * Turns whatever ends a request into an answer that a client can read.
 *
 * <ol>
 *   <li>Errors of paths under {@code /v1/} have OpenAI's shape, with all four members; the rest are
 *       problem JSON (RFC 9457).
 *   <li>A fault of the request is a 4xx with a sentence that says what to change.
 *   <li>Anything unforeseen is 500 {@code internal_error} with the request's id, logged once with
 *       its stack trace; nothing of the server's insides is in the answer.
 *   <li>{@code Retry-After} and {@code x-should-retry} say whether and when to come back.
 *   <li>Every answer carries {@code x-request-id}: the caller's own where it is fit, else a new
 *       one.
 * </ol>
 */
package ai.karen.problem.boundary;
