package ai.karen.provider.adapter.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a vendor says about a failure, freed of its shape.
 *
 * @param words for people; empty when it says nothing
 * @param code the vendor's own code; null when it has none
 * @param labels every code, type, status and reason it carries, in lower case
 * @param status the HTTP status it means, where its body names one
 * @param retryDelay how long to leave it alone, where its body says so
 */
record Complaint(
    String words,
    String code,
    Set<String> labels,
    OptionalInt status,
    Optional<Duration> retryDelay) {

  static Complaint plain(String words) {
    return new Complaint(words, null, Set.of(), OptionalInt.empty(), Optional.empty());
  }

  boolean isLabelled(Set<String> any) {
    return labels.stream().anyMatch(any::contains);
  }

  boolean says(Pattern words) {
    return words.matcher(this.words).find();
  }
}
