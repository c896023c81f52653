package ai.karen.account.entity;

import java.util.Objects;

/**
 * Somebody tries to sign in. Immutable; carries no password.
 *
 * @param email as it was typed
 * @param address the client's IP address
 * @param userAgent as the client names itself; null where it does not
 * @param deviceCookie the text of the cookie of a known device; null where there is none
 */
public record LoginAttempt(String email, String address, String userAgent, String deviceCookie) {

  public LoginAttempt {
    Objects.requireNonNull(email);
    Objects.requireNonNull(address);
  }
}
