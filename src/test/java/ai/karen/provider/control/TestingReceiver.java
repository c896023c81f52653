package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** Writes down what it is given; asks for one piece after the other, or only when told to. */
final class TestingReceiver implements DeltaReceiver {
  final List<Delta> deltas = new ArrayList<>();
  private final boolean eager;
  Flow.Subscription demand;

  private TestingReceiver(boolean eager) {
    this.eager = eager;
  }

  static TestingReceiver eager() {
    return new TestingReceiver(true);
  }

  static TestingReceiver byHand() {
    return new TestingReceiver(false);
  }

  List<String> words() {
    return deltas.stream().map(Deltas::words).filter(word -> !word.isEmpty()).toList();
  }

  @Override
  public void onStart(Flow.Subscription subscription) {
    demand = subscription;
    if (eager) {
      demand.request(1);
    }
  }

  @Override
  public void onDelta(Delta delta) {
    deltas.add(delta);
    if (eager) {
      demand.request(1);
    }
  }
}
