/**
 * Gives an answer again that was given before.
 *
 * <ol>
 *   <li>Off unless {@code karen.cache.answers} says how long; {@code karen.cache.keys} can name the
 *       keys for which it is on.
 *   <li>Only requests to which one answer is as good as another: temperature 0, in one piece, one
 *       choice, text only, no tools.
 *   <li>Only for the same owner, the same route and the same request, whatever the order of its
 *       members. Who sees the place's name learns nothing from it.
 *   <li>Only whole answers of the first choice are kept: none that a fallback gave, none that was
 *       cut short.
 *   <li>A repeated answer says so ({@code x-karen-cache: hit}). A request with {@code
 *       Cache-Control: no-cache} is answered anew, one with {@code no-store} is not kept either.
 *   <li>What can't be looked up is answered anew.
 * </ol>
 */
package ai.karen.recall.control;
