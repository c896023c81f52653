package ai.karen.provider.adapter.wire;

import ai.karen.provider.entity.ProviderFailure;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * One exchange under way. Its result is settled once: by the answer, by trouble, or by a
 * cancellation, which also closes the connection whatever phase the exchange is in.
 */
final class Flight {
  private static final int OK = 200;
  private static final int ANSWER_LIMIT = 16 * 1024 * 1024;
  private static final int ERROR_LIMIT = 64 * 1024;

  private final CompletableFuture<ExchangeResponse> result = new CompletableFuture<>();
  private final EventSink sink;
  private final Function<Throwable, ProviderFailure> translation;
  private final Executor carriers;
  private volatile CompletableFuture<HttpResponse<String>> sent;
  private volatile ReadAhead<String> stream;
  private volatile EventBody events;

  /**
   * An exchange that has not begun.
   *
   * @param sink takes an event stream; null when text is wanted in any case
   * @param carriers where the answer is taken, because the client's own thread must not wait
   */
  Flight(EventSink sink, Function<Throwable, ProviderFailure> translation, Executor carriers) {
    this.sink = sink;
    this.translation = translation;
    this.carriers = carriers;
  }

  CompletableFuture<ExchangeResponse> result() {
    return result;
  }

  /**
   * The future that the client gave has to be cancelled itself: a dependent one tells it nothing.
   */
  void cancel(ProviderFailure reason) {
    result.completeExceptionally(reason);
    closeConnection();
  }

  void fail(Throwable thrown) {
    result.completeExceptionally(translation.apply(thrown));
  }

  void start(HttpClient http, HttpRequest request) {
    if (result.isDone()) {
      return;
    }
    sent = http.sendAsync(request, this::body);
    sent.whenComplete(this::settle);
    if (result.isDone()) {
      closeConnection();
    }
  }

  private BodySubscriber<String> body(ResponseInfo info) {
    if (isEvents(info)) {
      return stream(info);
    }
    return text(
        info,
        info.statusCode() == OK
            ? BoundedText.whole(ANSWER_LIMIT)
            : BoundedText.beginning(ERROR_LIMIT));
  }

  /** The body's own end is heard first: the client's future costs a change of threads more. */
  private BodySubscriber<String> text(ResponseInfo info, BodySubscriber<String> body) {
    body.getBody().whenComplete((end, failed) -> settle(info, end, failed));
    return new ReadAhead<>(body, carriers);
  }

  private boolean isEvents(ResponseInfo info) {
    String type = info.headers().firstValue("content-type").orElse("");
    return sink != null
        && info.statusCode() == OK
        && type.regionMatches(true, 0, "text/event-stream", 0, "text/event-stream".length());
  }

  /**
   * A stream settles the result itself, when its last event was taken: the client's future already
   * fails when the connection breaks, with events still waiting for the sink.
   */
  private BodySubscriber<String> stream(ResponseInfo info) {
    EventBody body = new EventBody(sink, translation);
    events = body;
    if (result.isDone()) {
      body.cancel();
    }
    body.getBody().whenComplete((end, failed) -> settle(info, end, failed));
    ReadAhead<String> ahead = new ReadAhead<>(body, carriers);
    stream = ahead;
    return ahead;
  }

  private void settle(ResponseInfo info, String body, Throwable failed) {
    if (failed == null) {
      result.complete(new ExchangeResponse(info.statusCode(), info.headers(), body));
    } else {
      fail(failed);
    }
  }

  private void settle(HttpResponse<String> response, Throwable failed) {
    if (stream != null && stream.isSubscribed()) {
      return;
    }
    if (failed == null) {
      result.complete(
          new ExchangeResponse(response.statusCode(), response.headers(), response.body()));
    } else {
      fail(failed);
    }
  }

  private void closeConnection() {
    if (events != null) {
      events.cancel();
    }
    if (sent != null) {
      sent.cancel(true);
    }
  }
}
