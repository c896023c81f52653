/**
 * Anthropic's native Messages API behind the port that speaks OpenAI's chat completions.
 *
 * <ol>
 *   <li>System and developer messages become the system prompt, wherever in the conversation they
 *       stand; neighbouring messages of one role become one.
 *   <li>Tools, their choice, calls and results are translated both ways.
 *   <li>Images are sent as data or as a link, PDF files as data.
 *   <li>Fields that the Messages API has no place for are left out: penalties, logit bias, seed,
 *       log probabilities, service tier and whatever the engine does not know. More than one
 *       answer, sound and the long-outdated {@code functions} are refused as {@code invalid}, since
 *       leaving them out would change what is asked.
 *   <li>Thinking becomes {@code reasoning_content}; tokens read from and written to the vendor's
 *       cache count as prompt tokens.
 *   <li>A stream is translated event by event; it is whole with {@code message_stop}, or when it
 *       closes after the reason for stopping.
 * </ol>
 *
 * Out of scope: embeddings, which the vendor doesn't offer.
 */
package ai.karen.provider.adapter.anthropic;
