package ai.karen.store.adapter.journal;

import ai.karen.store.adapter.journal.LogRecord.Range;
import java.util.ArrayList;
import java.util.List;

/** Writes positions down shortly: they are mostly settled in the order in which they came. */
final class Ranges {
  private Ranges() {}

  /**
   * @param positions ascending
   */
  static List<Range> of(List<Long> positions) {
    List<Range> ranges = new ArrayList<>();
    for (long position : positions) {
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).last() + 1 == position) {
        ranges.set(last, new Range(ranges.get(last).first(), position));
      } else {
        ranges.add(new Range(position, position));
      }
    }
    return ranges;
  }
}
