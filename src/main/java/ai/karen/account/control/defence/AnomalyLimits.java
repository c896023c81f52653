package ai.karen.account.control.defence;

import ai.karen.configuration.control.Settings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * From when on something is unusual, and how much ({@code karen.anomaly.*}). Immutable.
 *
 * @param high the figure from which on the password is asked for again
 * @param risks what each signal adds; 0 turns it off
 * @param thresholds from which count on a signal is raised
 * @param window within which one session from two networks is unusual
 * @param share of failures that is unusual
 */
record AnomalyLimits(
    int high,
    Map<Signal, Integer> risks,
    Map<Signal, Integer> thresholds,
    Duration window,
    double share) {
  private static final int MOST_RISK = 100;
  private static final int MOST = 1_000;
  private static final Map<Signal, Integer> USUAL =
      Map.of(
          Signal.NEW_DEVICE, 1,
          Signal.NEW_NETWORK, 1,
          Signal.SUCCESS_AFTER_FAILURES, 5,
          Signal.ACCOUNTS_FROM_ADDRESS, 10,
          Signal.ADDRESSES_ON_ACCOUNT, 5,
          Signal.FAILURE_SHARE, 50);

  static AnomalyLimits of(Settings settings) {
    Map<Signal, Integer> risks = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      String key = signal.setting() + ".risk";
      risks.put(signal, settings.number(key, signal.usualRisk(), 0, MOST_RISK));
    }
    Map<Signal, Integer> thresholds = new EnumMap<>(Signal.class);
    USUAL.forEach(
        (signal, usual) ->
            thresholds.put(
                signal, settings.number(signal.setting() + ".threshold", usual, 1, MOST)));
    return new AnomalyLimits(
        settings.number("karen.anomaly.high-risk", 60, 1, MOST_RISK),
        Map.copyOf(risks),
        Map.copyOf(thresholds),
        settings.duration("karen.anomaly.two-networks.window", Duration.ofSeconds(60)),
        settings.fraction("karen.anomaly.failure-share.share", 0.5));
  }

  /** Of how many addresses an account's failures are told apart: no more than matter. */
  int mostLines() {
    return thresholds.get(Signal.ADDRESSES_ON_ACCOUNT);
  }

  boolean isOn(Signal signal) {
    return risks.get(signal) > 0;
  }

  boolean isReached(Signal signal, int count) {
    return isOn(signal) && count >= thresholds.get(signal);
  }

  Risk risk(List<Signal> signals) {
    int sum = signals.stream().mapToInt(risks::get).sum();
    int figure = Math.min(MOST_RISK, sum);
    return new Risk(figure, signals, figure >= high);
  }
}
