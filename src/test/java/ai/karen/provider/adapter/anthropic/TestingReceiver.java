package ai.karen.provider.adapter.anthropic;

import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.entity.Delta;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes one piece after the other. */
final class TestingReceiver implements DeltaReceiver {
  final List<JsonObject> pieces = new CopyOnWriteArrayList<>();
  final AtomicInteger malformed = new AtomicInteger();
  private Flow.Subscription demand;

  @Override
  public void onStart(Flow.Subscription demand) {
    this.demand = demand;
    demand.request(1);
  }

  @Override
  public void onDelta(Delta delta) {
    pieces.add(delta.json());
    demand.request(1);
  }

  @Override
  public void onMalformed() {
    malformed.incrementAndGet();
  }

  /** The {@code delta} of each piece and its reason to finish, as text. */
  List<String> said() {
    return pieces.stream()
        .filter(piece -> !piece.getJsonArray("choices").isEmpty())
        .map(piece -> piece.getJsonArray("choices").getJsonObject(0))
        .map(choice -> choice.get("delta") + " " + choice.get("finish_reason"))
        .map(text -> text.replace("\\\"", "~").replace('"', '\''))
        .toList();
  }
}
