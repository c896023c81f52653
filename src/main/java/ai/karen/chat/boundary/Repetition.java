package ai.karen.chat.boundary;

import ai.karen.account.entity.Caller;
import ai.karen.chat.boundary.WholeCompletion.Answer;
import ai.karen.chat.control.KeptAnswers;
import ai.karen.chat.control.KeptAnswers.Place;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.chat.entity.KeptAnswer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Answers one request in one piece: again, where the same was answered before and the operator and
 * the caller want that, else anew.
 */
final class Repetition {
  static final String HEADER = "x-karen-cache";

  /** Where nothing is kept. */
  private static final Repetition OFF = new Repetition(null, null, "");

  private final KeptAnswers kept;
  private final Caller caller;
  private final String wishes;

  private Repetition(KeptAnswers kept, Caller caller, String wishes) {
    this.kept = kept;
    this.caller = caller;
    this.wishes = wishes;
  }

  /**
   * To be called on the request's own thread.
   *
   * @param caller who asks
   */
  static Repetition of(KeptAnswers kept, Caller caller, HttpServletRequest request) {
    if (!kept.areKept() || !kept.areKeptFor(caller)) {
      return OFF;
    }
    String wishes = Objects.requireNonNullElse(request.getHeader("Cache-Control"), "");
    Repetition repetition = new Repetition(kept, caller, wishes);
    return repetition.wishes("no-store") ? OFF : repetition;
  }

  /**
   * @param anew asks a provider
   */
  CompletionStage<Answer> answer(ChatRequest chat, Supplier<CompletionStage<Answer>> anew) {
    if (kept == null) {
      return anew.get();
    }
    return kept.place(caller, chat)
        .thenCompose(place -> place.isPresent() ? answer(place.get(), anew) : anew.get());
  }

  private CompletionStage<Answer> answer(Place place, Supplier<CompletionStage<Answer>> anew) {
    CompletionStage<Optional<KeptAnswer>> found =
        wishes("no-cache") ? CompletableFuture.completedFuture(Optional.empty()) : place.find();
    return found.thenCompose(
        answer ->
            answer
                .map(Repetition::again)
                .<CompletionStage<Answer>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> anew.get().thenApply(whole -> keep(place, whole))));
  }

  private static Answer keep(Place place, Answer answer) {
    if (isWorthKeeping(answer)) {
      place.keep(new KeptAnswer(answer.headers().get(AnswerHeaders.PROVIDER), answer.body()));
    }
    return answer;
  }

  /** Nobody else's answer in the place of the right one, and none that was cut short. */
  private static boolean isWorthKeeping(Answer answer) {
    Map<String, String> headers = answer.headers();
    return headers.containsKey(AnswerHeaders.PROVIDER)
        && !headers.containsKey(AnswerHeaders.DEGRADED)
        && !headers.containsKey(AnswerHeaders.SUBSTITUTED)
        && isComplete(answer.body());
  }

  private static boolean isComplete(JsonObject body) {
    return body.get("choices") instanceof JsonArray choices
        && !choices.isEmpty()
        && choices.stream().allMatch(Repetition::hasStopped);
  }

  private static boolean hasStopped(JsonValue choice) {
    return choice instanceof JsonObject object
        && object.get("finish_reason") instanceof JsonString reason
        && reason.getString().equals("stop");
  }

  private static Answer again(KeptAnswer answer) {
    return new Answer(
        answer.body(),
        Map.of(
            AnswerHeaders.PROVIDER, answer.provider(), AnswerHeaders.ATTEMPTS, "0", HEADER, "hit"));
  }

  private boolean wishes(String directive) {
    for (String part : wishes.split(",")) {
      if (part.strip().toLowerCase(Locale.ROOT).equals(directive)) {
        return true;
      }
    }
    return false;
  }
}
