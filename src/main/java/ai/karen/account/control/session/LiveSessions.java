package ai.karen.account.control.session;

import ai.karen.account.control.user.Users;
import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.User;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.SharedMemory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which sessions are good, as of a moment ago at most, and what other nodes say. Thread-safe. */
@ApplicationScoped
public class LiveSessions {
  static final String CHANNEL = "sessions";

  private final Ledger ledger;
  private final Users users;
  private final SharedMemory memory;
  private final SessionLimits limits;
  private final Clock clock;
  private final ValidationCache cache;
  private final Heard heard = new Heard();
  private List<SharedMemory.Subscription> subscriptions = List.of();

  /** For the container's client proxy. */
  protected LiveSessions() {
    this.ledger = null;
    this.users = null;
    this.memory = null;
    this.limits = null;
    this.clock = null;
    this.cache = null;
  }

  @Inject
  public LiveSessions(
      Ledger ledger, Users users, SharedMemory memory, SessionLimits limits, Clock clock) {
    this.ledger = ledger;
    this.users = users;
    this.memory = memory;
    this.limits = limits;
    this.clock = clock;
    this.cache = new ValidationCache(limits.cache(), clock);
  }

  void listen(@Observes Startup event) {
    subscriptions =
        List.of(
            memory.subscribe(CHANNEL, text -> News.read(text).ifPresent(this::hear)),
            memory.subscribe(SharedMemory.HEARS_AGAIN, sign -> cache.dropAll(state -> true)));
  }

  /**
   * Asks no store where it was asked a moment ago; else blocks.
   *
   * @throws ai.karen.store.control.StoreUnavailable when nobody can tell
   */
  SessionState get(UUID session) {
    Instant now = clock.instant();
    SessionState known = cache.get(session, this::load);
    if (known.isOver(now)) {
      // It may have been used since, here or elsewhere.
      cache.drop(session);
      known = cache.get(session, this::load);
    }
    return known.isOver(now) ? known.expired() : known;
  }

  /** On this node before this returns, on the others soon. */
  void tell(News news) {
    hear(news);
    memory.publish(CHANNEL, news.text());
  }

  /** What this node was told, also of what its stores do not know yet. */
  SessionState heard(SessionState state) {
    return heard.applyTo(state);
  }

  private void hear(News news) {
    heard.add(news, clock.instant());
    if (news instanceof News.Ended ended) {
      cache.drop(ended.session());
    } else if (news instanceof News.TokenRevoked revoked) {
      cache.drop(revoked.session());
    } else if (news instanceof News.AllEnded all) {
      dropOf(all.user());
    } else if (news instanceof News.Changed changed) {
      dropOf(changed.user());
    }
  }

  private void dropOf(UUID user) {
    cache.dropAll(state -> state.user() == null || state.user().id().equals(user));
  }

  private SessionState load(UUID session) {
    return ledger
        .read(session, rows -> rows.find(LoginSession.class, session))
        .map(known -> heard.applyTo(SessionState.of(known, user(known), limits.idle())))
        .orElseGet(() -> SessionState.gone(session));
  }

  private User user(LoginSession session) {
    return users.find(session.userId()).filter(User::isActive).orElse(null);
  }

  @PreDestroy
  void stop() {
    subscriptions.forEach(SharedMemory.Subscription::end);
  }
}
