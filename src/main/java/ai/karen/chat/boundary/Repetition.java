package ai.karen.chat.boundary;

import ai.karen.account.boundary.Callers;
import ai.karen.account.entity.Caller;
import ai.karen.chat.control.KeptAnswers;
import ai.karen.chat.control.KeptAnswers.Place;
import ai.karen.chat.entity.ChatRequest;
import ai.karen.chat.entity.KeptAnswer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Locale;
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
   * @param cacheControl the request's header; null where there is none
   */
  static Repetition of(KeptAnswers kept, SecurityContext security, String cacheControl) {
    return kept.areKept() ? wanted(kept, security, cacheControl) : OFF;
  }

  private static Repetition wanted(
      KeptAnswers kept, SecurityContext security, String cacheControl) {
    return Callers.of(security)
        .filter(kept::areKeptFor)
        .map(caller -> new Repetition(kept, caller, Objects.requireNonNullElse(cacheControl, "")))
        .filter(each -> !each.wishes("no-store"))
        .orElse(OFF);
  }

  /**
   * @param anew asks a provider
   */
  CompletionStage<Response> answer(ChatRequest chat, Supplier<CompletionStage<Response>> anew) {
    if (kept == null) {
      return anew.get();
    }
    return kept.place(caller, chat)
        .thenCompose(place -> place.isPresent() ? answer(place.get(), anew) : anew.get());
  }

  private CompletionStage<Response> answer(Place place, Supplier<CompletionStage<Response>> anew) {
    CompletionStage<Optional<KeptAnswer>> found =
        wishes("no-cache") ? CompletableFuture.completedFuture(Optional.empty()) : place.find();
    return found.thenCompose(
        answer ->
            answer
                .map(Repetition::again)
                .<CompletionStage<Response>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> anew.get().thenApply(response -> keep(place, response))));
  }

  private static Response keep(Place place, Response response) {
    if (response.getEntity() instanceof JsonObject body && isWorthKeeping(response, body)) {
      place.keep(new KeptAnswer(response.getHeaderString(AnswerHeaders.PROVIDER), body));
    }
    return response;
  }

  /** Nobody else's answer in the place of the right one, and none that was cut short. */
  private static boolean isWorthKeeping(Response response, JsonObject body) {
    return response.getHeaderString(AnswerHeaders.PROVIDER) != null
        && response.getHeaderString(AnswerHeaders.DEGRADED) == null
        && response.getHeaderString(AnswerHeaders.SUBSTITUTED) == null
        && isComplete(body);
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

  private static Response again(KeptAnswer answer) {
    return Response.ok(answer.body(), MediaType.APPLICATION_JSON_TYPE)
        .header(AnswerHeaders.PROVIDER, answer.provider())
        .header(AnswerHeaders.ATTEMPTS, "0")
        .header(HEADER, "hit")
        .build();
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
