package ai.karen.account.control.session;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The ends that this node heard of, the latest ones: what is ended never comes back, so that they
 * hold even where a store here does not know of them yet. Thread-safe.
 */
final class Heard {
  static final int MOST = 10_000;

  private final Map<UUID, News.Ended> sessions = latest();
  private final Map<UUID, News.AllEnded> users = latest();
  private final Map<UUID, Set<String>> tokens = latest();

  synchronized void add(News news) {
    if (news instanceof News.Ended ended) {
      sessions.put(ended.session(), ended);
    } else if (news instanceof News.AllEnded all) {
      users.put(all.user(), all);
    } else if (news instanceof News.TokenRevoked revoked) {
      tokens.computeIfAbsent(revoked.session(), id -> new HashSet<>()).add(revoked.token());
    }
  }

  /** What is known, with what was heard. */
  synchronized SessionState applyTo(SessionState state) {
    if (state.refusal() == null && isEnded(state)) {
      return state.revoked();
    }
    return tokens.containsKey(state.session()) ? state.without(tokens.get(state.session())) : state;
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
