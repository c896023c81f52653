package ai.karen.account.control.token;

import ai.karen.account.control.KeyHash;
import ai.karen.configuration.control.Settings;
import ai.karen.store.control.Ledger;
import java.time.Clock;

/** Access tokens on one node, put together by hand. */
public final class TestingTokens {
  private TestingTokens() {}

  public static AccessTokens of(Ledger ledger, KeyHash hash, Settings settings, Clock clock) {
    return new AccessTokens(
        keys(ledger, hash, settings, clock), new TokenIds(hash), settings, clock);
  }

  public static SigningKeys keys(Ledger ledger, KeyHash hash, Settings settings, Clock clock) {
    return new SigningKeys(ledger, new KeyCipher(hash), settings, clock);
  }
}
