package ai.karen.chat.control;

import ai.karen.conversation.control.Authorship;
import ai.karen.conversation.control.Dialogue;
import ai.karen.timing.control.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps an answer while it is being written: every second what has come since, one piece at a time.
 * A piece that could not be kept comes again with the next one. Thread-safe, never blocks.
 */
final class Checkpoints {
  static final Duration EVERY = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(Checkpoints.class.getName());
  private static final Timer.Timeout NONE = () -> {};

  private final Dialogue dialogue;
  private final Authorship by;
  private final Timer timer;
  private final StringBuilder text = new StringBuilder();
  private Timer.Timeout next = NONE;
  private int kept;
  private boolean underWay;
  private boolean ended;

  Checkpoints(Dialogue dialogue, Authorship by, Timer timer) {
    this.dialogue = dialogue;
    this.by = by;
    this.timer = timer;
  }

  synchronized void add(String piece) {
    text.append(piece);
    plan();
  }

  /** The whole text so far, as it can be kept. */
  synchronized String text() {
    return KeepableText.of(text);
  }

  /** Whether something of it is kept. */
  synchronized boolean isBegun() {
    return kept > 0;
  }

  synchronized void stop() {
    ended = true;
    next.cancel();
  }

  /** Keeps what has not been kept yet, and nothing after it. Never fails. */
  CompletionStage<Void> interrupt() {
    stop();
    return keep(end()).exceptionally(this::warn);
  }

  private synchronized int end() {
    return text.length();
  }

  private void plan() {
    if (next == NONE && !underWay && !ended && kept < KeepableText.end(text)) {
      next = timer.schedule(EVERY, this::due);
    }
  }

  private void due() {
    int end = begin();
    if (end > 0) {
      keep(end).exceptionally(this::warn).thenRun(this::over);
    }
  }

  /** Returns how far to keep; 0 for not at all. */
  private synchronized int begin() {
    next = NONE;
    underWay = !ended;
    return underWay ? KeepableText.end(text) : 0;
  }

  private synchronized void over() {
    underWay = false;
    plan();
  }

  private CompletionStage<Void> keep(int end) {
    int from;
    String piece;
    synchronized (this) {
      from = kept;
      piece = KeepableText.of(text.substring(from, end));
    }
    return piece.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : dialogue.checkpoint(by, from, piece).thenRun(() -> reached(end));
  }

  private synchronized void reached(int end) {
    kept = Math.max(kept, end);
  }

  private Void warn(Throwable failure) {
    LOG.log(Level.WARNING, "A piece of an answer could not be kept", failure);
    return null;
  }
}
