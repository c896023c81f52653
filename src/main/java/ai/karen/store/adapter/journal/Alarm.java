package ai.karen.store.adapter.journal;

/** Whom a log tells. Called under its lock: must neither block nor call back. */
interface Alarm {

  /** Something was written that must be forced within a second. */
  void flushSoon();

  /**
   * A file turned out to be unusable.
   *
   * @param reason a clause, without anything of the file's content
   */
  void damaged(String file, String reason);
}
