/**
 * What the engine does with language by itself, and the ports to the libraries it uses.
 *
 * <ol>
 *   <li>{@code input} is a string or 1 to 2048 strings, none of them empty; token ids are refused,
 *       because another model's ids mean nothing to this one.
 *   <li>A vector is given as numbers or as base64 of little-endian 32-bit floats.
 *   <li>{@code dimensions} shortens a vector and brings it back to unit length; it never lengthens.
 *   <li>One input has at most 8,192 tokens, one request at most 300,000; more is refused, not cut.
 *   <li>The answer counts every token that was read.
 *   <li>Without an embedder the answer is 503 and says why; nothing is made up, and no other model
 *       steps in, because that would ruin the caller's index.
 * </ol>
 */
package ai.karen.language.control;
