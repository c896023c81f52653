/**
 * Embeddings by the MiniLM model on ONNX Runtime, through DJL.
 *
 * <ol>
 *   <li>The engine starts without DJL, its native libraries or the model; embeddings are then
 *       unavailable and say why.
 *   <li>Loading happens in the background and never delays the start.
 *   <li>Nothing is fetched from or reported to a network.
 *   <li>Native libraries are unpacked into the data folder.
 *   <li>Vectors have unit length and do not depend on what else is embedded at the time.
 *   <li>A text longer than the model's window is read to its end, window by window.
 *   <li>As many texts are embedded at once as there are cores; waiting callers take turns.
 * </ol>
 *
 * <p>Only {@link ai.karen.language.adapter.djl.DjlEmbedder} and what it calls may name a type of
 * DJL's. {@link ai.karen.language.adapter.djl.BackgroundEmbedder} is the bean; it reaches the rest
 * by a call that is resolved when it is made, so that a missing library is an exception and not a
 * failed deployment.
 */
package ai.karen.language.adapter.djl;
