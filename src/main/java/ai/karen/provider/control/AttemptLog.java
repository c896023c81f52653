package ai.karen.provider.control;

import ai.karen.json.entity.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The calls that went out for one request, and who was passed over. Thread-safe. */
final class AttemptLog {
  static final String OK = "ok";

  /** Asked to complete another's answer, it gave another one. */
  static final String DIFFERS = "differs";

  private record Entry(Attempt attempt, String outcome, Duration latency) {}

  private final List<Entry> attempts = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();

  synchronized void add(Attempt attempt, String outcome) {
    attempts.add(new Entry(attempt, outcome, attempt.latency()));
  }

  synchronized void passOver(String provider, String reason) {
    String entry = provider + ": " + reason;
    if (!passedOver.contains(entry)) {
      passedOver.add(entry);
    }
  }

  synchronized int count() {
    return attempts.size();
  }

  /** With this attempt, which may still be going on. */
  synchronized int countWith(Attempt current) {
    return with(current).size();
  }

  /** As {@link Reply#provenance} tells them, where nobody answered. */
  synchronized JsonObject members(String chain) {
    JsonArrayBuilder ended = Json.createArrayBuilder();
    attempts.forEach(entry -> ended.add(json(entry)));
    JsonObjectBuilder how =
        Json.createObjectBuilder()
            .add("chain", chain)
            .add("attempts", ended)
            .add("passed_over", Json.createArrayBuilder(passedOver));
    return Json.createObjectBuilder().add("karen", how).build();
  }

  /** With this attempt, which counts as well as long as it has not failed. */
  synchronized JsonArray json(Attempt current) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    with(current).forEach(entry -> array.add(json(entry)));
    return array.build();
  }

  synchronized JsonArray passedOver() {
    return Json.createArrayBuilder(passedOver).build();
  }

  /**
   * One line for people: who failed how, and who was not asked.
   *
   * @param nobody what is said where there was neither
   */
  synchronized String sentence(String nobody) {
    List<String> parts =
        attempts.stream()
            .map(entry -> entry.attempt().provider() + ": " + entry.outcome())
            .collect(Collectors.toCollection(ArrayList::new));
    parts.addAll(passedOver);
    return parts.isEmpty() ? nobody : String.join(", ", parts);
  }

  private List<Entry> with(Attempt current) {
    List<Entry> all = new ArrayList<>(attempts);
    if (all.stream().noneMatch(entry -> entry.attempt() == current)) {
      all.add(new Entry(current, OK, current.latency()));
    }
    return all;
  }

  private static JsonObject json(Entry entry) {
    return Json.createObjectBuilder()
        .add("provider", entry.attempt().provider())
        .add("model", entry.attempt().model())
        .add("outcome", entry.outcome())
        .add("latency_ms", entry.latency().toMillis())
        .build();
  }
}
