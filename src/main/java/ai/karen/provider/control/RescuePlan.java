package ai.karen.provider.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may complete a stream that broke, in the design's order: the chain's next that continue a
 * text, the chain's next by repeating it, and last the one that broke it. Used by one thread at a
 * time.
 */
final class RescuePlan {
  private final Deque<Rescue> ways = new ArrayDeque<>();
  private final Predicate<Link> continues;
  private final Set<Link> broken = new HashSet<>();

  /**
   * @param continues who goes on with a text that another began
   */
  RescuePlan(List<Link> others, Predicate<Link> continues) {
    this.continues = continues;
    others.stream().filter(continues).forEach(link -> ways.add(new Rescue(link, true, false)));
    others.forEach(link -> ways.add(new Rescue(link, false, false)));
  }

  Optional<Rescue> next() {
    return Optional.ofNullable(ways.poll());
  }

  boolean isLast() {
    return ways.isEmpty();
  }

  /** This one gave some of the answer and broke: it may be asked again once, after all others. */
  void broke(Link link) {
    failed(link);
    if (broken.add(link)) {
      if (continues.test(link)) {
        ways.add(new Rescue(link, true, true));
      }
      ways.add(new Rescue(link, false, true));
    }
  }

  /** This one gave nothing: it is not asked in another way either. */
  void failed(Link link) {
    ways.removeIf(rescue -> rescue.link().equals(link));
  }
}
