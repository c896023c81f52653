package ai.karen.provider.control;

import java.time.Duration;

/** What a chain does after a failure. */
sealed interface Verdict {

  /** Ask the same provider again after a while. */
  record Retry(Duration after) implements Verdict {}

  /** Ask the next provider. */
  record Next() implements Verdict {}

  /** Ask nobody else: the caller gets this failure. */
  record Stop() implements Verdict {}
}
