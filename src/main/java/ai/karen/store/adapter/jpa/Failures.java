package ai.karen.store.adapter.jpa;

import ai.karen.store.control.DatabaseOutage;
import java.sql.SQLException;
import java.util.Set;

/** Tells a database that is away from one that refuses what it was given. */
final class Failures {
  /** Classes of SQLSTATE that speak of the data or the statement, so that repeating is no use. */
  private static final Set<String> OF_THE_DATA = Set.of("21", "22", "23", "40", "42");

  /** Unique violation, serialization failure, deadlock; the last in H2's words too. */
  private static final Set<String> COLLISIONS = Set.of("23505", "40001", "40P01");

  private static final int CLASS_LENGTH = 2;

  private Failures() {}

  /**
   * @return an outage for whatever a healthy database would not have done; else the failure itself
   */
  static RuntimeException of(RuntimeException failure) {
    SQLException refusal = find(SQLException.class, failure);
    if (refusal == null) {
      return isFromPersistence(failure) ? outage(failure, failure) : failure;
    }
    return isOfTheData(refusal) ? failure : outage(refusal, failure);
  }

  private static DatabaseOutage outage(Throwable said, Throwable failure) {
    return new DatabaseOutage(firstLine(String.valueOf(said.getMessage())), failure);
  }

  /** Whether two wrote the same at once; another try finds what the other one wrote. */
  static boolean isCollision(RuntimeException failure) {
    SQLException refusal = find(SQLException.class, failure);
    return refusal != null && COLLISIONS.contains(String.valueOf(refusal.getSQLState()));
  }

  private static boolean isOfTheData(SQLException refusal) {
    String state = refusal.getSQLState();
    return state != null
        && state.length() > CLASS_LENGTH
        && OF_THE_DATA.contains(state.substring(0, CLASS_LENGTH));
  }

  private static boolean isFromPersistence(Throwable failure) {
    String name = failure.getClass().getName();
    return name.startsWith("jakarta.persistence.") || name.startsWith("org.eclipse.persistence.");
  }

  private static <T extends Throwable> T find(Class<T> type, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  /** Later lines may quote rows. */
  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
