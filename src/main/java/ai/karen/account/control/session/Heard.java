package ai.karen.account.control.session;

import ai.karen.account.entity.LoginSession;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The ends that this node heard of, the latest ones: what is ended never comes back, so that they
 * hold even where a store here does not know of them yet. Thread-safe; takes bounded memory.
 */
final class Heard {
  static final int MOST = 10_000;

  private final Map<UUID, News.Ended> sessions = latest();
  private final Map<UUID, News.AllEnded> users = latest();
  private final Map<UUID, Map<String, Instant>> tokens = latest();

  synchronized void add(News news, Instant now) {
    if (news instanceof News.Ended ended) {
      sessions.put(ended.session(), ended);
    } else if (news instanceof News.AllEnded all) {
      users.merge(all.user(), all, Heard::later);
    } else if (news instanceof News.TokenRevoked revoked) {
      addToken(revoked, now);
    }
  }

  /** News may come late, and in any order. */
  private static News.AllEnded later(News.AllEnded one, News.AllEnded other) {
    int order = one.until().compareTo(other.until());
    boolean isStricter = order == 0 && one.kept() == null;
    return order > 0 || isStricter ? one : other;
  }

  /** As with the session's row: who revokes too many at a time loses the session. */
  private void addToken(News.TokenRevoked revoked, Instant now) {
    Map<String, Instant> running = tokens.computeIfAbsent(revoked.session(), id -> new HashMap<>());
    running.values().removeIf(at -> at.plus(SessionLimits.LONGEST_ACCESS).isBefore(now));
    running.put(revoked.token(), now);
    if (running.size() > LoginSession.MOST_REVOKED_TOKENS) {
      tokens.remove(revoked.session());
      sessions.put(revoked.session(), new News.Ended(revoked.session()));
    }
  }

  /** What is known, with what was heard. */
  synchronized SessionState applyTo(SessionState state) {
    if (state.refusal() == null && isEnded(state)) {
      return state.revoked();
    }
    Map<String, Instant> revoked = tokens.get(state.session());
    return revoked == null ? state : state.without(revoked.keySet());
  }

  private boolean isEnded(SessionState state) {
    return sessions.containsKey(state.session()) || isAmongAll(state);
  }

  private boolean isAmongAll(SessionState state) {
    News.AllEnded all = users.get(state.user().id());
    return all != null
        && !state.createdAt().isAfter(all.until())
        && !state.session().equals(all.kept());
  }

  private static <V> Map<UUID, V> latest() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
        return size() > MOST;
      }
    };
  }
}
