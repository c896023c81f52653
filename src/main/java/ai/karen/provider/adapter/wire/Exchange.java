package ai.karen.provider.adapter.wire;

import ai.karen.provider.control.Cancellation;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.provider.entity.ProviderRefusal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Asks a vendor's server once. No redirect is followed, nothing is retried, and but for connecting
 * nothing is timed: the chain does that by cancelling. A request's own timeout is not used, because
 * what it covers differs between JDKs. Thread-safe; nothing blocks the caller.
 *
 * <p>The stages fail with a {@link ProviderFailure} only: an outage where the network or the peer
 * broke the exchange, {@code misconfigured} where a certificate or an address is at fault, the
 * cancellation's reason where there was one.
 */
public final class Exchange {
  private final HttpClients clients;
  private final EndpointCheck check;
  private final OutboundProxy proxy;
  private final Executor carriers;

  /**
   * @param carriers where answers are taken
   */
  Exchange(HttpClients clients, EndpointCheck check, OutboundProxy proxy, Executor carriers) {
    this.clients = clients;
    this.check = check;
    this.proxy = proxy;
    this.carriers = carriers;
  }

  /**
   * Asks for text.
   *
   * @return the answer, whatever its status
   */
  public CompletionStage<ExchangeResponse> send(
      ExchangeRequest request, Cancellation cancellation) {
    return send(request, null, cancellation);
  }

  /**
   * Asks for a stream of events. A 200 of type {@code text/event-stream} goes to the sink, and the
   * stage completes with an empty body after {@link EventSink#onEnd}, or fails after {@link
   * EventSink#onFailure} with the same failure. Any other answer comes as text and never touches
   * the sink. After a cancellation the sink hears nothing more.
   */
  public CompletionStage<ExchangeResponse> send(
      ExchangeRequest request, EventSink sink, Cancellation cancellation) {
    Flight flight =
        new Flight(sink, thrown -> NetworkTrouble.of(thrown, peer(request.uri())), carriers);
    // Before whatever is done at its end, so that it is done after the client is free again.
    CompletionStage<ExchangeResponse> answer = flight.result().copy();
    cancellation.onCancel(flight::cancel);
    check.passed(request.uri()).whenComplete((passed, failed) -> depart(flight, request, failed));
    return answer;
  }

  private void depart(Flight flight, ExchangeRequest request, Throwable failed) {
    if (failed != null) {
      flight.fail(failed);
      return;
    }
    try {
      flight.start(clients.leastBusy().until(flight.result()), translate(request));
    } catch (RuntimeException unsendable) {
      flight.fail(unsendable);
    }
  }

  private HttpRequest translate(ExchangeRequest request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
    builder.setHeader("Accept", "application/json, text/event-stream");
    builder.setHeader("User-Agent", "karen");
    if (request.body() != null) {
      builder.setHeader("Content-Type", "application/json");
      builder.POST(BodyPublishers.ofString(request.body()));
    }
    proxy
        .authorization(request.uri())
        .ifPresent(it -> builder.setHeader("Proxy-Authorization", it));
    request.headers().forEach((name, value) -> header(builder, name, value));
    return builder.build();
  }

  /** The builder's own complaint would repeat the value, which may be a key. */
  private static void header(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException unsendable) {
      throw ProviderRefusal.misconfigured(
          "the header "
              + name
              + " can't be sent: its value, often the API key, holds characters"
              + " that HTTP forbids");
    }
  }

  private String peer(URI uri) {
    String host = uri.getHost() + ":" + port(uri);
    return proxy.covers(uri) ? host + " (through the proxy " + proxy.place() + ")" : host;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }
}
