package ai.karen.provider.control;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The calls that went out for one request, and who was passed over. Thread-safe. */
final class AttemptLog {

  private record Entry(String provider, String model, String outcome, Duration latency) {}

  private final List<Entry> attempts = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();

  synchronized void add(Attempt attempt, String outcome) {
    attempts.add(new Entry(attempt.link().provider(), attempt.model(), outcome, attempt.latency()));
  }

  synchronized void passOver(String provider, String reason) {
    passedOver.add(provider + ": " + reason);
  }

  synchronized int count() {
    return attempts.size();
  }

  /** With the attempt that is still going on, as it stands. */
  synchronized JsonArray json(Attempt current) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    attempts.forEach(entry -> array.add(json(entry)));
    if (current != null) {
      array.add(
          json(new Entry(current.link().provider(), current.model(), "ok", current.latency())));
    }
    return array.build();
  }

  synchronized JsonArray passedOver() {
    return Json.createArrayBuilder(passedOver).build();
  }

  /** One line for people: who failed how, and who was not asked. */
  synchronized String sentence() {
    List<String> parts =
        attempts.stream()
            .map(entry -> entry.provider() + ": " + entry.outcome())
            .collect(Collectors.toCollection(ArrayList::new));
    parts.addAll(passedOver);
    return parts.isEmpty() ? "no provider is configured" : String.join(", ", parts);
  }

  private static JsonObject json(Entry entry) {
    return Json.createObjectBuilder()
        .add("provider", entry.provider())
        .add("model", entry.model())
        .add("outcome", entry.outcome())
        .add("latency_ms", entry.latency().toMillis())
        .build();
  }
}
