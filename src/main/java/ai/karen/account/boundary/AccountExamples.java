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

  private AccountExamples() {}
}
