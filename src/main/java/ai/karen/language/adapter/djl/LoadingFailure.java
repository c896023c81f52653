package ai.karen.language.adapter.djl;

import ai.karen.language.entity.Readiness;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Puts into words why the model could not be loaded. */
final class LoadingFailure {
  private static final Logger LOG = System.getLogger(LoadingFailure.class.getName());

  private LoadingFailure() {}

  /** {@code failure} is null when there was none. */
  static Readiness readiness(Throwable failure) {
    return failure == null ? Readiness.ready() : Readiness.missing(sentence(failure));
  }

  static void log(Throwable failure) {
    LOG.log(Level.WARNING, sentence(failure));
    LOG.log(Level.DEBUG, "The embedding model's failure", failure);
  }

  private static String sentence(Throwable failure) {
    return isAbsent(failure)
        ? "The embedding library is not on this server: give the application the shared library"
            + " of liberty/language.xml to have local embeddings."
        : "The embedding model could not be loaded: " + root(failure) + ".";
  }

  /** DJL's own classes missing; a native library that will not load is another matter. */
  private static boolean isAbsent(Throwable failure) {
    return failure instanceof NoClassDefFoundError missing
        && String.valueOf(missing.getMessage()).startsWith("ai/djl/");
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }
}
