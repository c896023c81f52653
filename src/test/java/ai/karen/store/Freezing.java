package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.PacedReads;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.Times;
import ai.karen.testing.writes.WriteFigures;
import java.time.Duration;

/**
 * What writes, and reads beside them, took before a store froze, until that was known, and from
 * then on. For one thread.
 */
final class Freezing {
  private static final int SMALL_RATE = 20;

  /** A time says nothing where the machine has more to do than it can. */
  private static final int RATE = Scale.of("frozen-rate", SMALL_RATE);

  private static final Duration FROZEN = Duration.ofSeconds(Scale.of("frozen-seconds", 3));
  private static final Duration NOTICING = Duration.ofMillis(1_500);

  /** Large ones run on a machine that does nothing else. */
  private static final boolean STRICT = RATE > SMALL_RATE;

  /** Of a hundred small ones the slowest is chance, on a machine that builds at the same time. */
  private static final double JUDGED = STRICT ? 0.99 : 0.9;

  /** What the machine may add to the first ones, and to those that are to cost nothing. */
  private static final Duration MARGIN = Duration.ofMillis(STRICT ? 200 : 1_000);

  private static final Duration NOTHING = Duration.ofMillis(STRICT ? 50 : 500);

  private final AcknowledgedWrites writes;
  private final PacedReads reads;
  private final Laps written;
  private final Laps read;

  private Freezing(Outages outages) {
    this.writes = outages.load(RATE);
    this.reads = PacedReads.start(outages.engine().client(), RATE);
    this.written = new Laps(writes.figures());
    this.read = new Laps(reads.figures());
  }

  /** Begins the load, and sees how long it takes while everything is well. */
  static Freezing begin(Outages outages) {
    Freezing freezing = new Freezing(outages);
    Moments.let(NOTICING);
    freezing.skip();
    Moments.let(FROZEN);
    freezing.written.before = freezing.written.lap();
    freezing.read.before = freezing.read.lap();
    return freezing;
  }

  private void skip() {
    written.lap();
    read.lap();
  }

  /** From the moment of the freeze: first it is noticed, then it costs nothing. */
  void watch() {
    Moments.let(NOTICING);
    written.noticing = written.lap();
    read.noticing = read.lap();
    Moments.let(FROZEN);
    written.frozen = written.lap();
    read.frozen = read.lap();
  }

  AcknowledgedWrites stop() {
    reads.stop();
    return writes.stop();
  }

  /**
   * @param noticed what it may cost a request until it is known
   */
  void judge(Duration noticed) {
    assertThat(reads.violations()).as(toString()).isEmpty();
    assertThat(reads.figures().unanswered()).as(toString()).isEmpty();
    written.judge("writes", noticed);
    read.judge("reads", noticed);
  }

  /** What a request may take that takes as long as this otherwise. */
  static Duration longest(Duration otherwise, Duration noticed) {
    return otherwise.plus(noticed).plus(MARGIN);
  }

  @Override
  public String toString() {
    return "%d writes and %d reads a second%nwrites %s%nreads %s"
        .formatted(RATE, RATE, written, read);
  }

  private static final class Laps {
    private final WriteFigures figures;
    private Times before;
    private Times noticing;
    private Times frozen;

    private Laps(WriteFigures figures) {
      this.figures = figures;
    }

    private Times lap() {
      return figures.times();
    }

    private void judge(String what, Duration noticed) {
      assertThat(frozen.count()).as(what).isPositive();
      // One that was sent while it was not known may be answered when it is.
      assertThat(slowest(noticing.quantile(1), frozen.quantile(1)))
          .as("the slowest of the %s, %s", what, this)
          .isLessThan(before.quantile(STRICT ? 0.99 : 1).plus(noticed).plus(MARGIN));
      assertThat(frozen.quantile(JUDGED))
          .as("%s then, %s", what, this)
          .isLessThan(before.quantile(JUDGED).plus(NOTHING));
    }

    private static Duration slowest(Duration one, Duration other) {
      return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public String toString() {
      return "before: %s%n  noticing: %s%n  frozen: %s".formatted(before, noticing, frozen);
    }
  }
}
