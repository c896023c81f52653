/**
 * One chat turn: what a client asks, and how the answer reaches it.
 *
 * <ol>
 *   <li>A client that speaks to OpenAI speaks to this engine unchanged.
 *   <li>Fields that the engine does not know pass both ways as they are.
 *   <li>An answer says how it came: {@code x-karen-*} headers, {@code model}, the {@code karen}
 *       object.
 *   <li>A stream is relayed event by event, without blocking, as fast as the client reads; {@code
 *       [DONE]} comes only after a complete answer, an error event otherwise.
 *   <li>Response headers wait for the first token, at most 15 s.
 *   <li>A client that goes away frees its provider's call within a second where the operating
 *       system shows it, streaming or not, and nobody else is asked.
 *   <li>Comments keep a silent stream's connection alive.
 *   <li>A client that does not read holds nothing beyond its request's deadline, and keeps nobody
 *       else waiting.
 *   <li>Pieces that come together are written together; a single one is written at once.
 *   <li>In a conversation the question is kept before anybody is asked, and the answer before its
 *       end is told; what a stream delivered is kept every second, and stays when it breaks off.
 *   <li>What a conversation's history has too much for the models is left out by a rule.
 *   <li>A question that comes twice with the same {@code Idempotency-Key} is answered once.
 * </ol>
 *
 * Out of scope: whom to ask and what a provider's failure means, which is {@code
 * ai.karen.provider}.
 */
package ai.karen.chat;
