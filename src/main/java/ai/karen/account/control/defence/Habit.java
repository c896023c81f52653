package ai.karen.account.control.defence;

import java.util.List;
import java.util.stream.Stream;

/**
 * How somebody usually signs in. Immutable.
 *
 * @param logins how many went well
 * @param sites from where, the latest first, by their names
 */
public record Habit(int logins, List<String> sites) {
  static final Habit NONE = new Habit(0, List.of());

  static final int MOST_SITES = 10;

  public Habit {
    sites = List.copyOf(sites);
  }

  Habit with(String site) {
    List<String> all =
        Stream.concat(Stream.of(site), sites.stream().filter(known -> !known.equals(site)))
            .limit(MOST_SITES)
            .toList();
    return new Habit(Math.min(logins, Integer.MAX_VALUE - 1) + 1, all);
  }
}
