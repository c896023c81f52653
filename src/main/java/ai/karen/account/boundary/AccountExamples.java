package ai.karen.account.boundary;

/** Bodies that the description of the API shows. */
final class AccountExamples {
  static final String SETUP =
      """
      {"code":"7K2MQ-9XW4T-PJ6RD-H3VNC","email":"ada@example.org",\
      "password":"nine quiet otters juggle","name":"Ada"}""";

  static final String USER =
      """
      {"id":"019ac6a4-8f1e-7c3a-9d52-3f4b7a1c2d3e","email":"ada@example.org","name":"Ada",\
      "role":"admin","active":true}""";

  static final String NEW_USER =
      """
      {"email":"bob@example.org","password":"seven mild harbours sing","role":"user"}""";

  static final String CHANGE =
      """
      {"role":"admin","active":true,"name":"Bob"}""";

  static final String USERS = "{\"data\":[" + USER + "],\"next_cursor\":null}";

  static final String PASSWORDS =
      """
      {"old_password":"nine quiet otters juggle","new_password":"seven mild harbours sing",\
      "end_other_sessions":true}""";

  static final String PROOF =
      """
      {"password":"nine quiet otters juggle"}""";

  static final String WISHES =
      """
      {"name":"Indexer","scopes":["chat","embeddings"],"models":["primary","gpt-4o*"],\
      "expires_at":"2030-01-31T12:00:00Z","requests_per_minute":60,"token_budget":1000000}""";

  private static final String KEY =
      """
      {"id":"8Qx0bTz1","name":"Indexer","owner":"019ac6a4-8f1e-7c3a-9d52-3f4b7a1c2d3e",\
      "scopes":["chat","embeddings"],"created_at":"2026-11-28T03:00:00Z",\
      "expires_at":"2030-01-31T12:00:00Z","last_used_at":null,"models":["primary","gpt-4o*"],\
      "requests_per_minute":60,"tokens_per_minute":null,"token_budget":1000000,\
      "tokens_used":0,"replaces":null""";

  static final String NEW_KEY =
      KEY + ",\"key\":\"kk_live_8Qx0bTz1_0123456789abcdefghijABCDEFGHIJ01000000\"}";

  static final String KEYS = "{\"data\":[" + KEY + "}],\"next_cursor\":null}";

  private AccountExamples() {}
}
