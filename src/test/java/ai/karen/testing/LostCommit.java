package ai.karen.testing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A commit of PostgreSQL's whose answer is lost on a line: the server has done it, and whoever
 * asked for it never hears of it. Thread-safe.
 */
final class LostCommit {
  /** Ends the server's answer to a commit, and to nothing else. */
  private static final String COMMITTED = "\u000bCOMMIT\0";

  /** A character for each byte. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private final AtomicReference<String> awaited = new AtomicReference<>();
  private volatile boolean happened;

  /** The next one on the connection that sends this text first. */
  void after(String text) {
    happened = false;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    awaited.set(plain(bytes, bytes.length));
  }

  void forget() {
    awaited.set(null);
  }

  boolean hasHappened() {
    return happened;
  }

  Connection connection() {
    return new Connection();
  }

  /** In small letters, because keywords come in either. */
  private static String plain(byte[] buffer, int length) {
    return new String(buffer, 0, length, BYTES).toLowerCase(Locale.ROOT);
  }

  /** Of the two directions each belongs to one thread. */
  final class Connection {
    private String lastSent = "";
    private volatile boolean sentIt;
    private boolean isSilent;

    /** What goes to the server; all of it passes. To be told before that. */
    boolean passesThere(byte[] buffer, int length) {
      String text = awaited.get();
      if (text != null) {
        String sent = lastSent + plain(buffer, length);
        // It may come in two pieces.
        lastSent = sent.substring(Math.max(0, sent.length() - text.length() + 1));
        sentIt |= sent.contains(text) && awaited.compareAndSet(text, null);
      }
      return true;
    }

    /** What comes from the server: nothing any more from that commit on. */
    boolean passesBack(byte[] buffer, int length) {
      if (sentIt && !isSilent && new String(buffer, 0, length, BYTES).contains(COMMITTED)) {
        isSilent = true;
        happened = true;
      }
      return !isSilent;
    }
  }
}
