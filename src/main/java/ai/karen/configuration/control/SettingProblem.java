package ai.karen.configuration.control;

/**
 * A setting that cannot be used.
 *
 * @param key the setting's name
 * @param value what was given, already masked where it is secret
 * @param expected what would be right, as the end of a sentence: "a duration such as PT10S"
 */
public record SettingProblem(String key, String value, String expected) {

  /** One line for the operator. */
  public String sentence() {
    return key + " is \"" + value + "\"; it must be " + expected;
  }
}
