/** Google's Gemini, by its OpenAI-compatible endpoint. */
package ai.karen.provider.adapter.gemini;
