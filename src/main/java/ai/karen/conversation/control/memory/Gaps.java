package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Message;
import ai.karen.store.control.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Messages of some time that have no vector.
 *
 * @param messages the oldest first
 * @param end up to when there are no others; where the look began if there may be
 * @param last whether there are no messages beyond, up to the limit
 */
record Gaps(List<Message> messages, Instant end, boolean last) {
  /** Messages, with vectors or not: a look has to be short however many there are. */
  static final int PART = 1_000;

  private static final String SINCE = "since";
  private static final String END = "end";

  private static final String TIMES =
      "select m.createdAt from Message m where m.createdAt > :since and m.createdAt <= :end"
          + " order by m.createdAt";

  private static final String GAPS =
      "select m from Message m where m.createdAt > :since and m.createdAt <= :end"
          + " and m.status = 'complete' and m.content <> '' and not exists"
          + " (select v.messageId from MessageVector v where v.messageId = m.id)"
          + " order by m.createdAt";

  /**
   * Those since then and up to the limit, in the next {@link #PART} messages.
   *
   * @param most how many of them at most
   */
  static Gaps after(Instant since, Instant limit, Rows rows, int most) {
    List<Instant> times = rows.list(Instant.class, TIMES, Map.of(SINCE, since, END, limit), PART);
    Instant end = times.isEmpty() ? since : times.get(times.size() - 1);
    List<Message> messages = between(since, end, rows, most);
    boolean all = messages.size() < most;
    return new Gaps(messages, all ? end : since, all && times.size() < PART);
  }

  static List<Message> between(Instant since, Instant end, Rows rows, int most) {
    return rows.list(Message.class, GAPS, Map.of(SINCE, since, END, end), most);
  }
}
