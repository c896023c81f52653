package ai.karen.account.control.session;

import ai.karen.account.control.token.AccessToken;
import ai.karen.account.control.token.AccessTokens;
import ai.karen.account.control.token.ExternalIssuer;
import ai.karen.account.control.token.InvalidToken;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.User;
import ai.karen.account.entity.Verdict;
import ai.karen.store.control.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Who presents an access token. Thread-safe; asks a store once per session and half minute. */
@ApplicationScoped
public class Bearers {
  private final AccessTokens tokens;
  private final LiveSessions live;
  private final ExternalIssuer external;

  /** For the container's client proxy. */
  protected Bearers() {
    this(null, null, null);
  }

  @Inject
  public Bearers(AccessTokens tokens, LiveSessions live, ExternalIssuer external) {
    this.tokens = tokens;
    this.live = live;
    this.external = external;
  }

  public Verdict check(String text) {
    try {
      return own(text);
    } catch (InvalidToken invalid) {
      return new Verdict.Denied(invalid.refusal());
    } catch (StoreUnavailable away) {
      return new Verdict.Unknown(away);
    }
  }

  /** Who has that session; as of a moment ago. Empty where it is over. */
  public Optional<User> user(UUID session) {
    SessionState state = live.get(session);
    return state.refusal() == null ? Optional.of(state.user()) : Optional.empty();
  }

  private Verdict own(String text) throws InvalidToken {
    AccessToken token;
    try {
      token = tokens.check(text);
    } catch (InvalidToken notOurs) {
      if (notOurs.refusal() == TokenRefusal.INVALID && external.isConfigured()) {
        return new Verdict.Accepted(ofAnother(external.check(text)));
      }
      throw notOurs;
    }
    return of(token);
  }

  /** Has no session here; whose conversations they are, the issuer's name for them says. */
  private static Caller ofAnother(AccessToken token) {
    String name = "external:" + token.subject();
    return new Caller(name, name, token.role().scopes());
  }

  private Verdict of(AccessToken token) {
    SessionState state = live.get(token.session());
    if (state.refusal() != null) {
      return new Verdict.Denied(state.refusal());
    }
    if (state.revokedTokens().contains(token.id())) {
      return new Verdict.Denied(TokenRefusal.REVOKED);
    }
    return new Verdict.Accepted(caller(token, state));
  }

  /** Whoever is an administrator no more is none; who has become one is one with the next token. */
  private static Caller caller(AccessToken token, SessionState state) {
    Role role = token.role() == Role.ADMIN ? state.user().role() : Role.USER;
    return new Caller(
        "session:" + token.session(), state.user().id().toString(), role.scopes(), token.session());
  }
}
