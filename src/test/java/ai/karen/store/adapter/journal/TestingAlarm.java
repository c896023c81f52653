package ai.karen.store.adapter.journal;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a log tells. For one thread at a time. */
final class TestingAlarm implements Alarm {
  final List<String> damages = new ArrayList<>();
  int flushes;

  @Override
  public void flushSoon() {
    flushes++;
  }

  @Override
  public void damaged(String file, String reason) {
    damages.add(file + ": " + reason);
  }
}
