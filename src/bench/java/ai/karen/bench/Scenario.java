package ai.karen.bench;

import java.io.IOException;

/** Something to measure, round by round. */
interface Scenario {

  /** Measures all ways, one after the other. */
  void round(int number) throws IOException;

  /** In Markdown, over all rounds. */
  String report();
}
