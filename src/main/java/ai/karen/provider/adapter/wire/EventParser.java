package ai.karen.provider.adapter.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Makes events of bytes, as the HTML standard's section "Server-sent events" says, with one
 * leniency: an event that the end of the stream cuts off before its blank line is handed out too,
 * because some servers leave the last line end away. Not thread-safe.
 */
final class EventParser {
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final String UNNAMED = "message";

  private final Consumer<ServerSentEvent> events;
  private final LineSplitter lines;
  private final int limit;
  private String name = UNNAMED;
  private String first;
  private StringBuilder all;
  private boolean started;

  /**
   * A parser of one stream.
   *
   * @param limit the most bytes of a line, and the most characters of an event
   */
  EventParser(int limit, Consumer<ServerSentEvent> events) {
    this.limit = limit;
    this.events = events;
    this.lines = new LineSplitter(limit, this::line);
  }

  /**
   * Takes the next bytes.
   *
   * @throws TooLongException when an event outgrows the limit
   */
  void feed(ByteBuffer buffer) {
    lines.feed(buffer);
  }

  void end() {
    lines.end();
    dispatch();
  }

  private void line(byte[] bytes, int from, int to) {
    int start = started ? from : from + markLength(bytes, from, to);
    started = true;
    if (start == to) {
      dispatch();
    } else if (isField(DATA, bytes, start, to)) {
      data(value(bytes, start + DATA.length, to));
    } else if (isField(EVENT, bytes, start, to)) {
      name = value(bytes, start + EVENT.length, to);
    }
  }

  private static int markLength(byte[] bytes, int from, int to) {
    int length = BYTE_ORDER_MARK.length;
    boolean marked =
        to - from >= length
            && Arrays.equals(bytes, from, from + length, BYTE_ORDER_MARK, 0, length);
    return marked ? length : 0;
  }

  private static boolean isField(byte[] field, byte[] bytes, int from, int to) {
    int end = from + field.length;
    return end <= to
        && Arrays.equals(bytes, from, end, field, 0, field.length)
        && (end == to || bytes[end] == ':');
  }

  private static String value(byte[] bytes, int colon, int to) {
    int start = Math.min(colon + 1, to);
    int from = start < to && bytes[start] == ' ' ? start + 1 : start;
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private void data(String value) {
    if (first == null) {
      first = value;
      return;
    }
    if (all == null) {
      all = new StringBuilder(first);
    }
    if (all.length() + value.length() >= limit) {
      throw new TooLongException("an event of the stream is longer than " + limit + " bytes");
    }
    all.append('\n').append(value);
  }

  private void dispatch() {
    if (first != null) {
      events.accept(new ServerSentEvent(name.isEmpty() ? UNNAMED : name, text()));
    }
    name = UNNAMED;
    first = null;
    all = null;
  }

  private String text() {
    return all == null ? first : all.toString();
  }
}
