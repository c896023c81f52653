package ai.karen.store.control;

/**
 * Where an operator puts what waited in a lost node's journal. Thread-safe. To be looked into every
 * few seconds.
 */
public interface Inbox {

  /**
   * Takes what lies there into the own journal. What can't be taken now stays; what was taken and
   * comes again does no harm, because operations are applied once.
   *
   * @return how many operations were taken
   */
  int adopt();
}
