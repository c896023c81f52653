/** OpenAI, by its chat-completions API. */
package ai.karen.provider.adapter.openai;
