package ai.karen.account.control.token;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.control.KeyHash;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.testing.StoreSettings;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIdsTest {
  private final UUID session = UUID.randomUUID();
  private final TokenIds ids = ids(StoreSettings.SECRET);

  @Test
  void anIdSaysToWhichSessionItWasIssuedOnEveryNode() {
    String id = ids.next(session);

    assertThat(ids.isIssued(session, id)).isTrue();
    assertThat(ids(StoreSettings.SECRET).isIssued(session, id)).isTrue();
    assertThat(ids.isIssued(UUID.randomUUID(), id)).isFalse();
    assertThat(ids("another-secret-of-tests-0123456789abcdef").isIssued(session, id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "00000000000000000000000000000000", "0123456789abcdef"})
  void whatWasNotIssuedIsNone(String id) {
    assertThat(ids.isIssued(session, id)).isFalse();
  }

  @Test
  void noTwoAreAlike() {
    Set<String> issued = new HashSet<>();
    for (int token = 0; token < 1_000; token++) {
      issued.add(ids.next(session));
    }
    assertThat(issued).hasSize(1_000);
  }

  private static TokenIds ids(String secret) {
    return new TokenIds(
        new KeyHash(
            new DeploymentSecret(TestingConfig.settings(Map.of("karen.secret", secret)), null)));
  }
}
