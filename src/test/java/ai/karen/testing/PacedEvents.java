package ai.karen.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Events that come at an even pace. One thread writes those of all conversations, so that thousands
 * of them cost little; what it is late with, it writes at once.
 */
final class PacedEvents {
  /** All that is due within one is written at one awakening, which costs more than a write. */
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

  private static final ScheduledThreadPoolExecutor PACER = pacer();

  private final Conversation conversation;
  private final List<byte[]> chunks;
  private final List<byte[]> end;
  private final long pause;
  private final long start = System.nanoTime();
  private int written;

  private PacedEvents(
      Conversation conversation, List<byte[]> chunks, List<byte[]> end, Duration pause) {
    this.conversation = conversation;
    this.chunks = chunks;
    this.end = end;
    this.pause = Math.max(1, pause.toNanos());
  }

  /**
   * Returns at once.
   *
   * @param chunks each comes after a pause
   * @param end comes together with the last of them
   */
  static void start(
      Conversation conversation, List<byte[]> chunks, List<byte[]> end, Duration pause) {
    new PacedEvents(conversation, chunks, end, pause).schedule();
  }

  private void schedule() {
    long due = start + (written + 1) * pause;
    long wakeUp = due + Math.floorMod(-due, TICK);
    PACER.schedule(this::write, wakeUp - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void write() {
    int due = (int) Math.min(chunks.size(), (System.nanoTime() - start) / pause);
    try {
      conversation.write(due - written, together(chunks.subList(written, due)));
      written = due;
      if (due < chunks.size()) {
        schedule();
      } else {
        conversation.write(end.size(), together(end));
        conversation.closeStream();
      }
    } catch (IOException gone) {
      conversation.abandon();
    }
  }

  private static byte[] together(List<byte[]> chunks) {
    if (chunks.size() == 1) {
      return chunks.get(0);
    }
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    chunks.forEach(together::writeBytes);
    return together.toByteArray();
  }

  private static ScheduledThreadPoolExecutor pacer() {
    return new ScheduledThreadPoolExecutor(
        1,
        action -> {
          Thread thread = new Thread(action, "scripted-pace");
          thread.setDaemon(true);
          return thread;
        });
  }
}
