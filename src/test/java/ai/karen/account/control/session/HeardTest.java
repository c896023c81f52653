package ai.karen.account.control.session;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeardTest {
  private static final User ADA =
      new User(new UUID(8, 8), "ada@example.org", null, Role.USER, true);

  private final Heard heard = new Heard();
  private final UUID session = UUID.randomUUID();
  private Instant now = Instant.EPOCH;

  @Test
  void requirement7SoManyRevokedTokensAreKeptAndOneMoreEndsTheSession() {
    revoke("first", LoginSession.MOST_REVOKED_TOKENS);

    assertThat(state().refusal()).isNull();
    assertThat(state().revokedTokens()).hasSize(LoginSession.MOST_REVOKED_TOKENS);

    revoke("one more", 1);

    assertThat(state().refusal()).isEqualTo(TokenRefusal.SESSION_REVOKED);
    assertThat(state().revokedTokens()).isEmpty();
  }

  @Test
  void requirement7TokensThatAreOverByThemselvesAreForgotten() {
    revoke("first", LoginSession.MOST_REVOKED_TOKENS);
    now = now.plus(SessionLimits.LONGEST_ACCESS).plus(Duration.ofMillis(1));

    revoke("later", LoginSession.MOST_REVOKED_TOKENS);

    assertThat(state().refusal()).isNull();
    assertThat(state().revokedTokens()).hasSize(LoginSession.MOST_REVOKED_TOKENS);
  }

  @Test
  void requirement7WhatComesLateTakesNothingBack() {
    UUID kept = session;
    heard.add(new News.AllEnded(ADA.id(), now.plusSeconds(2), null), now);
    heard.add(new News.AllEnded(ADA.id(), now.plusSeconds(1), kept), now);
    assertThat(state().refusal()).isEqualTo(TokenRefusal.SESSION_REVOKED);
    heard.add(new News.AllEnded(ADA.id(), now.plusSeconds(2), kept), now);
    assertThat(state().refusal()).isEqualTo(TokenRefusal.SESSION_REVOKED);
  }

  private void revoke(String name, int times) {
    for (int token = 0; token < times; token++) {
      heard.add(new News.TokenRevoked(session, name + token), now);
    }
  }

  private SessionState state() {
    return heard.applyTo(new SessionState(session, ADA, now, now.plusSeconds(60), null, Set.of()));
  }
}
