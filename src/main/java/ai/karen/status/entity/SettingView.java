package ai.karen.status.entity;

/**
 * A setting as an administrator sees it.
 *
 * @param value the effective value, masked where it is secret; null when it has none
 * @param source where it comes from: {@code default}, or the configuration source's name
 * @param known whether the engine has such a setting; a misspelt one is not known
 */
public record SettingView(String key, String value, String source, boolean known) {}
