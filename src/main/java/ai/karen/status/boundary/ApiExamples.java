package ai.karen.status.boundary;

/** Answers as they look, for the description of the API. */
final class ApiExamples {
  static final String HEALTH_UP =
      """
      {"status":"UP","checks":[{"name":"providers","status":"UP","data":{"mode":"gemini",\
      "reason":"openai has an open circuit breaker; gemini answers.",\
      "since":"2026-01-05T08:30:00Z"}}]}\
      """;
  static final String HEALTH_DOWN =
      """
      {"status":"DOWN","checks":[{"name":"configuration","status":"DOWN","data":{"mode":"none",\
      "reason":"karen.request.deadline is \\"soon\\"; it must be a positive duration such as PT10S",\
      "since":"2026-01-05T08:30:00Z"}}]}\
      """;
  static final String STATUS =
      """
      {"status":"DEGRADED","version":"1.0.0","uptime_seconds":86400,\
      "systems":[{"name":"model availability","status":"DEGRADED","mode":"gemini",\
      "since":"2026-01-05T08:30:00Z",\
      "reason":"openai has an open circuit breaker; gemini answers."}]}\
      """;
  static final String METRICS =
      """
      # HELP karen_provider_attempts_total Calls to providers by outcome
      # TYPE karen_provider_attempts_total counter
      karen_provider_attempts_total{mp_scope="application",outcome="ok",provider="openai"} 12
      """;
  static final String UNAUTHORIZED =
      """
      {"type":"about:blank","title":"Unauthorized","status":401,"code":"api_key_missing",\
      "detail":"No API key came with the request.","next_steps":["Set the client's API key."],\
      "request_id":"req_01"}\
      """;
  static final String FORBIDDEN =
      """
      {"type":"about:blank","title":"Forbidden","status":403,"code":"insufficient_scope",\
      "detail":"The API key is valid but lacks the scope.","next_steps":["Use another key."],\
      "request_id":"req_01"}\
      """;
  static final String NOT_FOUND =
      """
      {"type":"about:blank","title":"Not Found","status":404,"code":"not_found",\
      "detail":"There is no such conversation.","next_steps":[],"request_id":"req_01"}\
      """;
  static final String UNAVAILABLE =
      """
      {"type":"about:blank","title":"Service Unavailable","status":503,\
      "code":"database_unavailable","detail":"The database can't be reached.","next_steps":[],\
      "retry_after":1,"request_id":"req_01"}\
      """;
  static final String OPENAI_401 =
      """
      {"error":{"message":"The API key is well-formed, but this engine does not know it.",\
      "type":"invalid_request_error","param":null,"code":"invalid_api_key"}}\
      """;
  static final String OPENAI_403 =
      """
      {"error":{"message":"The API key is valid but lacks the scope.",\
      "type":"invalid_request_error","param":null,"code":"insufficient_scope"}}\
      """;
  static final String OPENAI_404 =
      """
      {"error":{"message":"There is no model of that name.",\
      "type":"invalid_request_error","param":null,"code":"model_not_found"}}\
      """;
  static final String OPENAI_503 =
      """
      {"error":{"message":"No provider could answer.",\
      "type":"server_error","param":null,"code":"providers_exhausted"}}\
      """;

  private ApiExamples() {}
}
