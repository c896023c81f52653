package ai.karen.store.control;

/**
 * An operation that this version of the engine can't read: it waits for one that can. Its name is
 * what operators see of it.
 */
public final class UnknownOperation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownOperation(String message) {
    super(message);
  }
}
