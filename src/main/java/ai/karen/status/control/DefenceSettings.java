package ai.karen.status.control;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of what stands before accounts, and of the audit log. */
final class DefenceSettings {
  private static final String NONE = null;
  private static final List<KnownSetting> FIXED =
      List.of(
          KnownSetting.of("karen.http.trusted-proxies", NONE),
          KnownSetting.of("karen.http.allowed-origins", NONE),
          KnownSetting.of("karen.http.cors.origins", NONE),
          KnownSetting.of("karen.csrf.life", "PT1H"),
          KnownSetting.of("karen.login.failures", "5"),
          KnownSetting.of("karen.login.backoff-cap", "PT1M"),
          KnownSetting.of("karen.login.address-cap", "PT15M"),
          KnownSetting.of("karen.login.accounts-per-address", "20"),
          KnownSetting.of("karen.retention.events", "P90D"),
          KnownSetting.of("karen.anomaly.high-risk", "60"),
          KnownSetting.of("karen.anomaly.two-networks.window", "PT1M"),
          KnownSetting.of("karen.anomaly.failure-share.share", "0.5"));
  private static final Map<String, String> RISKS =
      Map.of(
          "new-device", "20",
          "new-network", "20",
          "two-networks", "60",
          "token-two-networks", "40",
          "success-after-failures", "40",
          "accounts-from-address", "30",
          "addresses-on-account", "30",
          "refresh-reuse", "80",
          "failure-share", "20");
  private static final Map<String, String> THRESHOLDS =
      Map.of(
          "new-device", "1",
          "new-network", "1",
          "success-after-failures", "5",
          "accounts-from-address", "10",
          "addresses-on-account", "5",
          "failure-share", "50");

  private DefenceSettings() {}

  static Stream<KnownSetting> all() {
    return Stream.of(FIXED, anomalies(RISKS, ".risk"), anomalies(THRESHOLDS, ".threshold"))
        .flatMap(List::stream);
  }

  private static List<KnownSetting> anomalies(Map<String, String> values, String part) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> KnownSetting.of("karen.anomaly." + each.getKey() + part, each.getValue()))
        .collect(Collectors.toList());
  }
}
