package ai.karen.store.adapter.journal;

/** What is known of an operation that was given to a journal. */
enum Fate {
  /** Must be there. */
  ACKNOWLEDGED,

  /** Accepted, but a loss of power may take it. */
  LAZY,

  /** Taken off; may come back after a crash. */
  SETTLED,

  /** The process ended before the answer: may be there or not. */
  UNKNOWN,

  /** Must never be seen. */
  REFUSED
}
