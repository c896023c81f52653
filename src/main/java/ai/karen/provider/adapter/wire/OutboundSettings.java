package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;

/**
 * Reads what the operator says about the way out. A value that can't be used is reported, and the
 * engine goes on as if it had not been given.
 */
final class OutboundSettings {
  static final String PROXY = "karen.http.proxy";

  private OutboundSettings() {}

  static OutboundProxy proxy(Settings settings) {
    return settings.text(PROXY).map(text -> proxy(settings, text)).orElse(OutboundProxy.NONE);
  }

  private static OutboundProxy proxy(Settings settings, String text) {
    try {
      return OutboundProxy.parse(text);
    } catch (IllegalArgumentException unusable) {
      String expected = "a URL such as http://user:password@proxy.example:3128";
      settings.report(new SettingProblem(PROXY, masked(text), expected));
      return OutboundProxy.NONE;
    }
  }

  /** A password may hold any character, so everything before the last at-sign goes. */
  private static String masked(String text) {
    int at = text.lastIndexOf('@');
    return at < 0 ? text : "****" + text.substring(at);
  }
}
