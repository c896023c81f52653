package ai.karen.account.control.session;

import ai.karen.account.entity.TokenRefusal;

/** A refresh value opens nothing (any more), for certain. Carries no stack trace. */
public final class RefreshRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TokenRefusal refusal;

  public RefreshRefused(TokenRefusal refusal) {
    super(refusal.code(), null, false, false);
    this.refusal = refusal;
  }

  public TokenRefusal refusal() {
    return refusal;
  }
}
