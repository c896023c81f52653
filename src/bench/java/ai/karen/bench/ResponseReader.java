package ai.karen.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the bytes of one HTTP response after the other, and counts the server-sent events in it.
 * Not thread-safe.
 */
final class ResponseReader {
  private static final int MOST_HEAD = 16 * 1024;
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");
  private static final Pattern CHUNKED = Pattern.compile("\r\ntransfer-encoding: *chunked");

  private static final Pattern CLOSING = Pattern.compile("\r\nconnection: *close");

  private enum Part {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    LAST_CHUNK,
    WHOLE
  }

  private final byte[] head = new byte[MOST_HEAD];
  private final EventCounter events = new EventCounter();
  private int headLength;
  private Part part;
  private int status;
  private long left;
  private boolean closing;

  ResponseReader() {
    next();
  }

  /** Forgets the last response. */
  void next() {
    part = Part.HEAD;
    headLength = 0;
    status = 0;
    closing = false;
    events.reset();
  }

  /**
   * Takes all of it.
   *
   * @throws IllegalStateException when it is no HTTP
   */
  void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining() && part != Part.WHOLE) {
      switch (part) {
        case HEAD -> head(bytes.get());
        case BODY -> body(bytes, Part.WHOLE);
        case CHUNK_SIZE -> chunkSize(bytes.get());
        case CHUNK -> body(bytes, Part.CHUNK_END);
        case CHUNK_END -> endOfLine(bytes.get(), Part.CHUNK_SIZE);
        default -> endOfLine(bytes.get(), Part.WHOLE);
      }
    }
  }

  boolean isWhole() {
    return part == Part.WHOLE;
  }

  /** Zero before the head is complete. */
  int status() {
    return status;
  }

  /** Whether the server takes no more on this connection. */
  boolean isLast() {
    return closing;
  }

  int events() {
    return events.count();
  }

  /** Whether the last event is the end mark. */
  boolean isDone() {
    return events.isDone();
  }

  private void head(byte next) {
    if (headLength == MOST_HEAD) {
      throw new IllegalStateException("no end of the response's head");
    }
    head[headLength++] = next;
    if (next == '\n' && headLength > 3 && head[headLength - 3] == '\n') {
      headIsComplete(new String(head, 0, headLength, StandardCharsets.US_ASCII));
    }
  }

  private void headIsComplete(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    status = Integer.parseInt(lower.substring("http/1.1 ".length(), "http/1.1 200".length()));
    closing = CLOSING.matcher(lower).find();
    Matcher length = LENGTH.matcher(lower);
    if (CHUNKED.matcher(lower).find()) {
      startChunk();
    } else if (length.find()) {
      left = Long.parseLong(length.group(1));
      part = left == 0 ? Part.WHOLE : Part.BODY;
    } else {
      throw new IllegalStateException("a response without a length: " + text);
    }
  }

  private void startChunk() {
    left = 0;
    part = Part.CHUNK_SIZE;
  }

  private void chunkSize(byte next) {
    if (next == '\n') {
      part = left == 0 ? Part.LAST_CHUNK : Part.CHUNK;
    } else if (next != '\r') {
      left = left * 16 + Character.digit(next, 16);
    }
  }

  private void endOfLine(byte next, Part following) {
    if (next == '\n') {
      left = 0;
      part = following;
    }
  }

  private void body(ByteBuffer bytes, Part following) {
    int length = (int) Math.min(left, bytes.remaining());
    events.feed(bytes, length);
    left -= length;
    if (left == 0) {
      part = following;
    }
  }
}
