package ai.karen.status.adapter.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a label's values few: the first so many names pass, later ones become {@code other}.
 * Thread-safe; threads that come at the very same moment may pass a few more.
 */
final class BoundedNames {
  static final String OTHER = "other";

  private final int most;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  BoundedNames(int most) {
    this.most = most;
  }

  /** Null passes as it is. */
  String of(String name) {
    if (name == null || names.contains(name)) {
      return name;
    }
    if (names.size() >= most) {
      return OTHER;
    }
    names.add(name);
    return name;
  }
}
