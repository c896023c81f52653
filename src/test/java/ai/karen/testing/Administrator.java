package ai.karen.testing;

import java.util.Map;

/** The first administrator of an engine of a test. */
public final class Administrator {
  public static final String EMAIL = "ada@example.org";

  /** Of no worth. */
  public static final String PASSWORD = "the quick brown engine of tests";

  private Administrator() {}

  public static Map<String, String> settings() {
    return Map.of("KAREN_ADMIN_EMAIL", EMAIL, "KAREN_ADMIN_PASSWORD", PASSWORD);
  }

  /** A browser where the administrator has logged in. */
  public static Browser at(EngineClient engine) {
    Browser browser = new Browser(engine);
    int status = browser.logIn(EMAIL, PASSWORD).statusCode();
    if (status != 200) {
      throw new AssertionError("The login was answered with " + status);
    }
    return browser;
  }
}
