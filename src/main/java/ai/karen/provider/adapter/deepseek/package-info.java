/** DeepSeek, by its OpenAI-compatible endpoint. */
package ai.karen.provider.adapter.deepseek;
