package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.Secret;
import java.util.regex.Pattern;

/** Makes a vendor's words fit to be logged and shown. Immutable, thread-safe. */
final class Redaction {
  private static final int LIMIT = 500;
  private static final String MASK = "****";

  /** A placeholder such as "none" is no secret, and masking it would garble ordinary words. */
  private static final int LEAST_KEY = 8;

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=*-]{6,}");
  private static final Pattern PARAMETER = Pattern.compile("(?i)\\b((?:api[-_]?)?key=)[^&\\s\"']+");
  private static final Pattern KEY =
      Pattern.compile("\\b(?:sk-|pk-|AIza|gsk_|xai-|hf_|r8_|kk_live_|ya29\\.|eyJ)[\\w.*-]{6,}");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+");

  private final String key;

  /**
   * A redaction for one provider.
   *
   * @param key the provider's key; null when it has none
   */
  Redaction(Secret key) {
    this.key = key == null || key.reveal().length() < LEAST_KEY ? null : key.reveal();
  }

  /** On one line, without keys, at most {@value #LIMIT} characters. Cut last, never in a key. */
  String clean(String words) {
    return cut(INVISIBLE.matcher(withoutKeys(words)).replaceAll(" ").strip());
  }

  private String withoutKeys(String words) {
    String own = key == null ? words : words.replace(key, MASK);
    String bearer = BEARER.matcher(own).replaceAll("$1 " + MASK);
    String parameter = PARAMETER.matcher(bearer).replaceAll("$1" + MASK);
    return KEY.matcher(parameter).replaceAll(MASK);
  }

  private static String cut(String text) {
    if (text.length() <= LIMIT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LIMIT - 2)) ? LIMIT - 2 : LIMIT - 1;
    return text.substring(0, end) + "…";
  }
}
