package ai.karen.provider.entity;

import java.time.Duration;

/** A failure that says the provider is unwell: transient, silent or a broken stream. */
public final class ProviderOutage extends ProviderFailure {

  public ProviderOutage(FailureKind kind, int status, String message) {
    super(kind, status, null, message, null);
  }

  public static ProviderOutage unreachable(String message) {
    return new ProviderOutage(FailureKind.TRANSIENT, 0, message);
  }

  public static ProviderOutage silent(String message) {
    return new ProviderOutage(FailureKind.SILENT, 0, message);
  }

  public static ProviderOutage silentFor(Duration limit) {
    return silent("said nothing within " + limit.toMillis() + " ms");
  }

  public static ProviderOutage stalledFor(Duration limit) {
    return brokenStream("fell silent for " + limit.toMillis() + " ms mid-answer");
  }

  public static ProviderOutage brokenStream(String message) {
    return new ProviderOutage(FailureKind.BROKEN_STREAM, 0, message);
  }
}
