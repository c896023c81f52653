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

  /** A browser where the administrator has logged in; comes again where no store takes it now. */
  public static Browser at(EngineClient engine) {
    Browser browser = new Browser(engine);
    Eventually.holds("the administrator can log in", () -> logsIn(browser));
    return browser;
  }

  private static boolean logsIn(Browser browser) {
    int status = browser.logIn(EMAIL, PASSWORD).statusCode();
    if (status != 200 && status != 503) {
      throw new AssertionError("The login was answered with " + status);
    }
    return status == 200;
  }
}
