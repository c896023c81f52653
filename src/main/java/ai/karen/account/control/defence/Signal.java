package ai.karen.account.control.defence;

import java.util.Locale;

/** What may be unusual, with how much each adds to the risk unless the operator says otherwise. */
public enum Signal {
  NEW_DEVICE(20),
  NEW_NETWORK(20),
  TWO_NETWORKS(60),
  TOKEN_TWO_NETWORKS(40),
  SUCCESS_AFTER_FAILURES(40),
  ACCOUNTS_FROM_ADDRESS(30),
  ADDRESSES_ON_ACCOUNT(30),
  REFRESH_REUSE(80),
  FAILURE_SHARE(20);

  private final int usualRisk;

  Signal(int usualRisk) {
    this.usualRisk = usualRisk;
  }

  int usualRisk() {
    return usualRisk;
  }

  /** As events and figures name it, such as {@code new_device}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where its settings begin, such as {@code karen.anomaly.new-device}. */
  String setting() {
    return "karen.anomaly." + word().replace('_', '-');
  }
}
