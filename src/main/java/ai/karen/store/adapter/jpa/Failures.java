package ai.karen.store.adapter.jpa;

import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.DatabaseOutage.Extent;
import java.sql.SQLException;
import java.util.Set;

/** Tells a database that is away from one that refuses what it was given. */
final class Failures {
  /**
   * Classes of SQLSTATE that speak of the server or the way to it: connection, authorization, no
   * such database, resources, an operator's intervention, system; and in H2's words.
   */
  private static final Set<String> OF_THE_SERVER =
      Set.of("08", "28", "3D", "53", "57", "58", "90", "50", "HY");

  /** It only reads; it ended what took too long; its files are damaged. */
  private static final Set<String> STATES_OF_THE_SERVER =
      Set.of("25006", "25P03", "25P04", "XX001", "XX002");

  /** Refused at the door: no connection, authorization, database, or place; shut or starting. */
  private static final Set<String> UNREACHED =
      Set.of("08001", "08004", "28000", "28P01", "3D000", "53300", "57P03");

  /** By a limit of the server's. */
  private static final String CANCELLED = "57014";

  /** Unique violation, serialization failure, deadlock; the last in H2's words too. */
  private static final Set<String> COLLISIONS = Set.of("23505", "40001", "40P01");

  private static final int CLASS_LENGTH = 2;

  private Failures() {}

  /**
   * @return an outage where the database could not do its work for anybody; else the failure
   *     itself, which another try brings again
   */
  static RuntimeException of(RuntimeException failure) {
    SQLException refusal = find(SQLException.class, failure);
    if (refusal == null) {
      return isOfTheAccess(failure) ? outage(Extent.LOST, failure, failure) : failure;
    }
    return isOfTheServer(refusal) ? outage(extent(refusal), refusal, failure) : failure;
  }

  private static DatabaseOutage outage(Extent extent, Throwable said, Throwable failure) {
    return new DatabaseOutage(extent, firstLine(said), failure);
  }

  private static Extent extent(SQLException refusal) {
    String state = String.valueOf(refusal.getSQLState());
    if (state.equals(CANCELLED)) {
      return Extent.SILENT;
    }
    return UNREACHED.contains(state) ? Extent.UNREACHED : Extent.LOST;
  }

  /** Whether two wrote the same at once; another try finds what the other one wrote. */
  static boolean isCollision(RuntimeException failure) {
    SQLException refusal = find(SQLException.class, failure);
    return refusal != null && COLLISIONS.contains(String.valueOf(refusal.getSQLState()));
  }

  /** What has no state comes from the pool or the driver. */
  private static boolean isOfTheServer(SQLException refusal) {
    String state = refusal.getSQLState();
    return state == null
        || STATES_OF_THE_SERVER.contains(state)
        || state.length() > CLASS_LENGTH
            && OF_THE_SERVER.contains(state.substring(0, CLASS_LENGTH));
  }

  /** What EclipseLink says of connections that it has not, or lost. */
  private static boolean isOfTheAccess(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause
          .getClass()
          .getName()
          .equals("org.eclipse.persistence.exceptions.DatabaseException")) {
        return true;
      }
    }
    return false;
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
  static String firstLine(Throwable said) {
    String message = String.valueOf(said.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
