package ai.karen.account.control.token;

import ai.karen.account.entity.TokenRefusal;

/** A token proves nothing. Carries no stack trace, and nothing of the token. */
public final class InvalidToken extends Exception {
  private static final long serialVersionUID = 1L;

  private final TokenRefusal refusal;

  InvalidToken(TokenRefusal refusal, String reason) {
    super(reason, null, false, false);
    this.refusal = refusal;
  }

  public TokenRefusal refusal() {
    return refusal;
  }
}
