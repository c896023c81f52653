package ai.karen.provider.adapter.wire;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How vendors say it. Codes first, since words change; words where a vendor has no code. Taken from
 * the vendors' public documentation and error messages.
 */
final class Wordings {

  /** Google's RESOURCE_EXHAUSTED is not here: that is its ordinary rate limit. */
  static final Set<String> OUT_OF_CREDIT =
      Set.of(
          "insufficient_quota",
          "insufficient_balance",
          "insufficient_credits",
          "billing_hard_limit_reached",
          "billing_not_active",
          "billing_error");

  static final Pattern OUT_OF_CREDIT_WORDS =
      any("insufficient balance", "credit balance is too low", "insufficient credits?\\b");

  static final Set<String> TOO_LONG =
      Set.of("context_length_exceeded", "exceed_context_size_error", "context_window_exceeded");

  static final Pattern TOO_LONG_WORDS =
      any(
          "maximum (context|prompt|model) length", // OpenAI, Azure, vLLM, DeepSeek, xAI, Mistral
          "(exceeds?|exceeding|larger than|longer than) (the |this )?(model'?s? )?"
              + "(available |maximum )?context",
          "context (length|window|size)( limit)? (is |was )?exceeded",
          "exceed context limit", // Anthropic: input and max_tokens together
          "exceeds the context window", // OpenAI
          "prompt is too long", // Anthropic
          "input is too long for requested model",
          "input token count.{0,40}exceeds the maximum number of tokens", // Gemini
          "too large for model with \\d+ maximum context", // Mistral
          "reduce the length of the (messages|prompt)", // Groq, OpenAI
          "tokens \\+ `max_new_tokens` must be <=", // text-generation-inference
          "context length of only \\d+ tokens"); // LM Studio

  static final Set<String> FILTERED =
      Set.of(
          "content_filter",
          "content_policy_violation",
          "responsibleaipolicyviolation",
          "invalid_prompt",
          "moderation_blocked",
          "data_inspection_failed",
          "prohibited_content",
          "safety");

  static final Pattern FILTERED_WORDS =
      any(
          "content exists risk", // DeepSeek
          "content management policy", // Azure
          "rejected as a result of our safety system", // OpenAI
          "violating our usage policy", // OpenAI
          "(blocked|rejected)( due to| by|:| for)? ?(the )?(safety|prohibited.content)", // Gemini
          "prohibited_content",
          "input was flagged", // OpenRouter
          "blocked by content filtering policy"); // Anthropic

  static final Set<String> RATE_LIMITED =
      Set.of("rate_limit_exceeded", "rate_limit_error", "rate_limit_reached", "resource_exhausted");

  /** Said with a 400 by Google, whose part it is not: the operator's key or place is at fault. */
  static final Set<String> OPERATORS_PART =
      Set.of("api_key_invalid", "invalid_api_key", "failed_precondition", "unauthenticated");

  /** What an error inside a 200 would have had as its status. */
  static final Map<String, Integer> STATUSES =
      Map.ofEntries(
          Map.entry("invalid_request_error", 400),
          Map.entry("invalid_argument", 400),
          Map.entry("badrequesterror", 400),
          Map.entry("authentication_error", 401),
          Map.entry("invalid_api_key", 401),
          Map.entry("unauthenticated", 401),
          Map.entry("permission_error", 403),
          Map.entry("permission_denied", 403),
          Map.entry("not_found_error", 404),
          Map.entry("model_not_found", 404),
          Map.entry("not_found", 404),
          Map.entry("request_too_large", 413),
          Map.entry("timeout_error", 504),
          Map.entry("overloaded_error", 529));

  private Wordings() {}

  private static Pattern any(String... wordings) {
    return Pattern.compile(String.join("|", wordings), Pattern.CASE_INSENSITIVE);
  }
}
