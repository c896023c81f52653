package ai.karen.status.control;

import java.util.List;

/**
 * A setting that the engine has.
 *
 * @param fallback what holds when nothing is set, in words where it has no fixed value; null when
 *     there is none
 * @param others other names under which it is read, in order
 */
record KnownSetting(String key, String fallback, List<String> others) {

  static KnownSetting of(String key, String fallback) {
    return new KnownSetting(key, fallback, List.of());
  }
}
