package ai.karen.store.entity;

/** What an operation did. */
public enum Effect {
  /** It changed what it was to change. */
  APPLIED,

  /** It had been applied before. */
  REPEATED,

  /** What it was to change is not there (any more), or is not its owner's: nothing was changed. */
  GONE,

  /**
   * What it was to make is there, made by another request with the same key: nothing was changed.
   * Known to the stores alone: a caller who waits is refused.
   */
  REUSED
}
