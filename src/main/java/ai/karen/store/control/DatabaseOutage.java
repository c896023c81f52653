package ai.karen.store.control;

import ai.karen.health.entity.Cause;
import java.util.Objects;

/**
 * The database did not answer, or could not do its work: nothing is known of what was asked, be it
 * that it was committed. What is wrong with the data itself is no outage.
 */
public final class DatabaseOutage extends RuntimeException {
  private final Extent extent;

  /** What is known of an outage. */
  public enum Extent {
    /** It was not asked, because it is away. */
    UNREACHED,

    /** It was not asked, because it was away a moment ago. */
    LEFT_ALONE,

    /** It was not asked, because too many others ask. */
    BUSY,

    /** It gave no answer to this in time; to others it may. */
    SILENT,

    /** It failed over this. */
    LOST
  }

  /**
   * @param message a sentence for the operator, without anything of the data
   */
  public DatabaseOutage(String message, Throwable cause) {
    this(Extent.LOST, message, cause);
  }

  /**
   * @param message a sentence for the operator, without anything of the data
   */
  public DatabaseOutage(Extent extent, String message, Throwable cause) {
    super(message, cause);
    this.extent = Objects.requireNonNull(extent);
  }

  /** Whether it shows that the database is away for everybody, and not only slow with one. */
  public boolean isForAll() {
    return extent == Extent.UNREACHED || extent == Extent.LOST || isLeftAlone();
  }

  /** Whether nobody looked, so that nothing new is known of why it is away. */
  boolean isLeftAlone() {
    return extent == Extent.LEFT_ALONE;
  }

  /** What is known of it, in a word. */
  Cause kind() {
    return switch (extent) {
      case UNREACHED, LEFT_ALONE -> Cause.UNREACHED;
      case BUSY -> Cause.BUSY;
      case SILENT -> Cause.SILENT;
      case LOST -> Cause.FAILED;
    };
  }

  /** Whether what was asked may have been done nevertheless. */
  public boolean isOpen() {
    return extent == Extent.SILENT || extent == Extent.LOST;
  }
}
