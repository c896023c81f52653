package ai.karen.account.control.defence;

import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** Names for accounts, devices and places that tell nobody who or where they are. Thread-safe. */
@ApplicationScoped
public class Identities {
  /** 128 bits: nobody finds two that are named alike. */
  private static final int DIGITS = 32;

  private final KeyHash hash;

  /** For the container's client proxy. */
  protected Identities() {
    this(null);
  }

  @Inject
  public Identities(KeyHash hash) {
    this.hash = hash;
  }

  /** Of an address for mail, whether or not there is such an account. */
  public String account(String email) {
    return of("login-account", email.strip().toLowerCase(Locale.ROOT));
  }

  /** Of an account on one device. */
  String device(String account, String device) {
    return of("login-device", account + ":" + device);
  }

  /** Of one line to the network, such as a household's. */
  String line(String address) {
    return of("login-line", Network.line(address).map(Network::toString).orElse(address));
  }

  /** Of what usually is one place, such as a provider's town. */
  String site(String address) {
    return of("login-site", Network.site(address).map(Network::toString).orElse(address));
  }

  private String of(String purpose, String text) {
    return hash.mac(purpose, text).substring(0, DIGITS);
  }
}
