/**
 * The last resort: answers from the conversation and the manual when nobody else can.
 *
 * <ol>
 *   <li>It says in one sentence that no generative model is available and how to get one.
 *   <li>It carries {@code model: karen-extractive}.
 *   <li>It streams sentence by sentence.
 * </ol>
 */
package ai.karen.provider.adapter.extractive;
