/**
 * The last resort: answers without a generative model, by quoting.
 *
 * <ol>
 *   <li>Whatever is said, beyond the fixed sentences in {@link
 *       ai.karen.language.control.extractive.Notice}, is quoted from the conversation or from the
 *       engine's manual. Nothing is made up.
 *   <li>Each answer says in exactly one sentence that no generative model is available and how to
 *       get one.
 *   <li>A question is answered by the sentences closest to it in meaning, in their original order.
 *   <li>A request for a summary, or a long text without a request, is answered by the sentences
 *       that together cover the text best, in their original order.
 *   <li>A question about the engine is answered from its manual.
 *   <li>Where nothing is relevant, the answer says so.
 *   <li>Without an embedder, or when it takes too long, words are compared instead of meanings.
 *   <li>At most 2,000 sentences and 200,000 characters of a conversation are considered, the newest
 *       message first; the answer says when something was left out. At most 96 sentences are
 *       compared by meaning, chosen by their words, within half a second.
 *   <li>Messages of the roles {@code system} and {@code developer} are never quoted: they instruct
 *       the assistant, and the one who asks need not be the one who wrote them.
 *   <li>Greetings get a short answer.
 *   <li>Works in any language that {@link java.text.BreakIterator} can split; its own sentences are
 *       English.
 * </ol>
 */
package ai.karen.language.control.extractive;
