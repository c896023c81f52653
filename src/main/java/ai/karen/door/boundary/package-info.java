/**
 * What every request passes before a resource sees it.
 *
 * <ol>
 *   <li>A request whose end can't be told for certain (RFC 9112, section 6.3) is refused, and a
 *       connection on which the server may have taken it for another end is closed after the
 *       answer: there are never two answers to one request.
 *   <li>An address has one spelling: dot segments, backslashes, path parameters, invalid percent
 *       signs and the like are refused, an encoded slash everywhere but in a model's name.
 *   <li>Headers that the engine would have to guess about are refused: more than one {@code Host}
 *       or key, control characters, a compressed body, another charset than UTF-8.
 *   <li>A body is read without holding a thread. Above {@code karen.http.max-body}, or 64 KiB where
 *       it has to do with logging in, it is 413, with or without a declared length; 408 when it is
 *       not there after {@code karen.http.body-timeout}; 503 when the bodies at hand, with what is
 *       made of them, fill half of the heap.
 *   <li>JSON is strict: UTF-8, one object, no name twice in one object, no lone surrogate; at most
 *       64 levels, 50,000 names, 400,000 values, and numbers of 100 characters with an exponent of
 *       three digits.
 *   <li>Every answer tells browsers to load nothing from elsewhere, to guess no types, to show it
 *       in no frame and to tell nobody where they came from; over TLS, to come by TLS again.
 *   <li>Pages of other origins read answers only where {@code karen.http.cors.origins} names them,
 *       and never with cookies; whoever asks before sending gets an answer.
 * </ol>
 *
 * Out of scope: who calls, and what a request means.
 */
package ai.karen.door.boundary;
