package ai.karen.conversation.boundary;

/** Requests and answers as they look, for the description of the API. */
final class Examples {
  static final String TITLE = "{\"title\":\"Circuit breakers\"}";
  static final String CONVERSATION =
      """
      {"id":"019b8d2e-5a40-7cc3-98a4-5f4b1f0f2a11","title":"Circuit breakers",\
      "created_at":"2026-01-05T08:30:00Z","updated_at":"2026-01-05T08:31:00Z","revision":3}\
      """;
  static final String CONVERSATIONS =
      """
      {"data":[{"id":"019b8d2e-5a40-7cc3-98a4-5f4b1f0f2a11","title":"Circuit breakers",\
      "created_at":"2026-01-05T08:30:00Z","updated_at":"2026-01-05T08:31:00Z","revision":3}],\
      "next_cursor":null}\
      """;
  static final String MESSAGES =
      """
      {"data":[{"id":"019b8d2e-6a10-7f00-8123-0242ac120002","role":"user",\
      "content":"What is a circuit breaker?","status":"complete",\
      "created_at":"2026-01-05T08:30:01Z","parent_id":null}],"next_cursor":null}\
      """;
  static final String EXPORT =
      """
      {"exported_at":"2026-01-05T09:00:00Z","conversations":[\
      {"id":"019b8d2e-5a40-7cc3-98a4-5f4b1f0f2a11","title":"Circuit breakers",\
      "created_at":"2026-01-05T08:30:00Z","updated_at":"2026-01-05T08:31:00Z","revision":3,\
      "messages":[]}],"partial":false}\
      """;

  private Examples() {}
}
