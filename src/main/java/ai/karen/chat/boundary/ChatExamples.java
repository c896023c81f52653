package ai.karen.chat.boundary;

/** Requests and answers as they look, for the description of the API. */
final class ChatExamples {
  static final String QUESTION =
      """
      {"model":"primary","messages":[{"role":"user","content":"What is a circuit breaker?"}]}\
      """;
  static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1767600000,"model":"gemini-2.5-flash",\
      "choices":[{"index":0,"message":{"role":"assistant","content":"It stops calls that fail."},\
      "finish_reason":"stop"}],\
      "usage":{"prompt_tokens":12,"completion_tokens":6,"total_tokens":18},\
      "karen":{"provider":"gemini","chain":"primary","degraded":true,"attempts":[\
      {"provider":"openai","model":"gpt-4.1-mini","outcome":"transient","latency_ms":41},\
      {"provider":"gemini","model":"gemini-2.5-flash","outcome":"ok","latency_ms":640}]}}\
      """;
  static final String STREAM =
      """
      data: {"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"It "}}]}

      data: [DONE]
      """;
  static final String TEXT =
      """
      {"model":"all-minilm-l6-v2","input":"a sentence"}\
      """;
  static final String VECTORS =
      """
      {"object":"list","model":"all-minilm-l6-v2",\
      "data":[{"object":"embedding","index":0,"embedding":[0.013,-0.044]}],\
      "usage":{"prompt_tokens":4,"total_tokens":4}}\
      """;
  static final String MODEL =
      """
      {"id":"primary","object":"model","created":1767600000,"owned_by":"karen"}\
      """;
  static final String MODELS =
      """
      {"object":"list","data":[\
      {"id":"primary","object":"model","created":1767600000,"owned_by":"karen"}]}\
      """;

  static final String SAYING =
      """
      {"content":"What is a circuit breaker?"}\
      """;
  static final String TURN =
      """
      {"user_message":{"id":"019b8d2e-6a10-7f00-8123-0242ac120002","role":"user",\
      "content":"What is a circuit breaker?","status":"complete",\
      "created_at":"2026-01-05T08:30:01Z","parent_id":null},\
      "message":{"id":"019b8d2e-6d00-7a00-9234-0242ac120002","role":"assistant",\
      "content":"It stops calls that fail.","status":"complete",\
      "created_at":"2026-01-05T08:30:02Z","parent_id":"019b8d2e-6a10-7f00-8123-0242ac120002",\
      "model":"gpt-4.1-mini","karen":{"provider":"openai","chain":"primary","degraded":false,\
      "attempts":[{"provider":"openai","model":"gpt-4.1-mini","outcome":"ok","latency_ms":640}]}}}\
      """;
  static final String NOT_KEPT =
      """
      {"type":"about:blank","title":"Service Unavailable","status":503,"code":"answer_not_kept",\
      "detail":"The question is kept, but its answer can't be stored right now",\
      "next_steps":["Repeat the request with the same Idempotency-Key: that brings the answer, \
      and the question is not kept twice"],\
      "retry_after":1,"request_id":"req_01"}\
      """;

  private ChatExamples() {}
}
