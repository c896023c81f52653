package ai.karen.account.boundary;

/** Requests and answers as they look, for the description of the API. */
final class AuthExamples {
  static final String LOGIN =
      "{\"email\":\"ada@example.org\",\"password\":\"correct horse battery\"}";
  static final String ACCESS =
      """
      {"access_token":"eyJhbGciOi…","token_type":"bearer","expires_in":600,\
      "user":{"id":"019b8d2e-5a40-7cc3-98a4-5f4b1f0f2a11","email":"ada@example.org",\
      "name":"Ada","role":"user"}}\
      """;
  static final String ME =
      """
      {"id":"019b8d2e-5a40-7cc3-98a4-5f4b1f0f2a11","email":"ada@example.org",\
      "name":"Ada","role":"user"}\
      """;
  static final String SESSIONS =
      """
      {"data":[{"id":"019b8d2e-6a10-7f00-8123-0242ac120002","current":true,\
      "device":"Mozilla/5.0","address":"192.0.2.7","created_at":"2026-01-05T08:30:00Z",\
      "last_used_at":"2026-01-05T09:30:00Z","expires_at":"2026-01-12T09:30:00Z"}],\
      "next_cursor":null}\
      """;
  static final String KEYS =
      """
      {"keys":[{"kty":"EC","use":"sig","crv":"P-256","kid":"9a1…","x":"f83…","y":"x_F…",\
      "alg":"ES256"}]}\
      """;

  private AuthExamples() {}
}
