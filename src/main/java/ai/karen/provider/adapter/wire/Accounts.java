package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.provider.control.BreakerLimits;
import ai.karen.provider.control.Patience;
import ai.karen.provider.control.ProviderProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/** Reads the operator's settings for a provider. */
@ApplicationScoped
public class Accounts {
  private static final int MOST_CALLS = 1_000_000;

  private final Settings settings;

  /** For the container's client proxy. */
  protected Accounts() {
    this(null);
  }

  @Inject
  public Accounts(Settings settings) {
    this.settings = settings;
  }

  /** Never fails: what can't be used makes a profile with a fault. */
  public Account read(VendorDefaults vendor) {
    Optional<Secret> key = key(vendor);
    Optional<URI> baseUrl = baseUrl(vendor);
    return new Account(
        profile(vendor, fault(vendor, key, baseUrl)), baseUrl.orElse(null), key.orElse(null));
  }

  private Optional<Secret> key(VendorDefaults vendor) {
    Optional<Secret> key = settings.secret(name(vendor, "api-key"));
    for (String variable : vendor.keyVariables()) {
      key = key.or(() -> settings.secret(variable));
    }
    return key;
  }

  private Optional<URI> baseUrl(VendorDefaults vendor) {
    String name = name(vendor, "base-url");
    String text = settings.text(name, vendor.baseUrl() == null ? "" : vendor.baseUrl());
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(EndpointGuard.parse(text));
    } catch (IllegalArgumentException refused) {
      settings.report(new SettingProblem(name, "****", "a base URL: " + refused.getMessage()));
      return Optional.empty();
    }
  }

  private static String fault(VendorDefaults vendor, Optional<Secret> key, Optional<URI> baseUrl) {
    if (vendor.needsKey() && key.isEmpty()) {
      return "no key: set " + name(vendor, "api-key");
    }
    return baseUrl.isEmpty() ? "no usable base URL: set " + name(vendor, "base-url") : null;
  }

  private ProviderProfile profile(VendorDefaults vendor, String fault) {
    return new ProviderProfile(
        vendor.id(),
        settings.text(name(vendor, "model")).orElse(vendor.model()),
        settings.number(name(vendor, "context"), vendor.context(), 1, Integer.MAX_VALUE),
        settings.flag(name(vendor, "prefill"), vendor.prefill()),
        settings.number(
            name(vendor, "max-concurrent"), ProviderProfile.MAX_CONCURRENT, 1, MOST_CALLS),
        patience(vendor),
        breaker(vendor),
        fault);
  }

  private Patience patience(VendorDefaults vendor) {
    Patience usual = Patience.DEFAULT;
    return new Patience(
        settings.duration(name(vendor, "connect-timeout"), usual.connect()),
        settings.duration(name(vendor, "first-token-timeout"), usual.firstToken()),
        settings.duration(name(vendor, "answer-timeout"), usual.answer()),
        settings.duration(name(vendor, "idle-timeout"), usual.idle()));
  }

  private BreakerLimits breaker(VendorDefaults vendor) {
    BreakerLimits usual = BreakerLimits.DEFAULT;
    return new BreakerLimits(
        settings.number(name(vendor, "breaker.volume"), usual.volume(), 1, MOST_CALLS),
        settings.fraction(name(vendor, "breaker.ratio"), usual.ratio()),
        settings.duration(name(vendor, "breaker.delay"), usual.delay()),
        settings.number(name(vendor, "breaker.successes"), usual.successes(), 1, MOST_CALLS));
  }

  private static String name(VendorDefaults vendor, String setting) {
    return "karen.providers." + vendor.id() + "." + setting;
  }
}
