package ai.karen.account.control.defence;

import java.util.Optional;

/**
 * Where an attempt is counted. Immutable; holds no address and no mail address in clear.
 *
 * @param account names the account
 * @param device the known device's id; null for an unknown one
 * @param lane of the account, or of the account on the device
 * @param line of the address
 * @param site where the address is
 */
record LoginPlace(String account, String device, String lane, String line, String site) {
  static final String ACCOUNT = "a:";
  static final String DEVICE = "d:";
  static final String LINE = "n:";

  static LoginPlace of(
      String account, Optional<String> device, Identities identities, String address) {
    String lane =
        device.map(id -> DEVICE + identities.device(account, id)).orElse(ACCOUNT + account);
    return new LoginPlace(
        account,
        device.orElse(null),
        lane,
        LINE + identities.line(address),
        identities.site(address));
  }

  boolean isKnownDevice() {
    return device != null;
  }
}
