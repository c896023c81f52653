package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.entity.ProviderRefusal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requirement 3: a cancelled call closes its connection at once, whatever it was waiting for. */
class ExchangeCancellationTest {
  private static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String TWO_EVENTS = "13\r\ndata: 1\n\ndata: 2\n\n \r\n";

  private final CountDownLatch nameServer = new CountDownLatch(1);
  private final OutboundClients clients =
      new OutboundClients(
          TestingConfig.settings(Map.of()),
          Thread::new,
          host -> {
            awaitNameServer();
            return HostResolver.PLATFORM.resolve(host);
          });
  private final Exchange exchange = clients.exchange(Duration.ofSeconds(3));
  private final Cancellation cancellation = new Cancellation();
  private final TestingSink sink = TestingSink.greedy();

  @AfterEach
  void close() {
    nameServer.countDown();
    clients.close();
  }

  @Test
  void requirement3WhileANameIsLookedUp() {
    var result = ask(URI.create("http://slow.example/"), sink);
    assertCancels(result);
  }

  @Test
  void requirement3BeforeItBegins() throws Exception {
    try (TestingPeer peer = TestingPeer.saying("")) {
      cancellation.cancel(ProviderRefusal.cancelled("gone"));
      assertCancels(ask(peer.at("http"), sink));
      assertThat(peer.isAskedWithin(200)).isFalse();
    }
  }

  @Test
  void requirement3WhileConnecting() throws Exception {
    try (TestingPeer peer = TestingPeer.saying("")) {
      assertLeaves(peer, ask(peer.at("https"), sink));
    }
  }

  @Test
  void requirement3WhileWaitingForHeaders() throws Exception {
    try (TestingPeer peer = TestingPeer.saying("")) {
      assertLeaves(peer, ask(peer.at("http"), sink));
    }
  }

  @Test
  void requirement3InTheMiddleOfHeaders() throws Exception {
    try (TestingPeer peer = TestingPeer.saying("HTTP/1.1 200 OK\r\nContent-Ty")) {
      assertLeaves(peer, ask(peer.at("http"), sink));
    }
  }

  @Test
  void requirement3BetweenTwoEvents() throws Exception {
    try (TestingPeer peer = TestingPeer.saying(STREAM_HEAD + TWO_EVENTS)) {
      var result = ask(peer.at("http"), sink);
      sink.begun.await();
      assertLeaves(peer, result);
      assertThat(sink.ends()).isZero();
    }
  }

  @Test
  void requirement3WhileTheSinkWantsNothing() throws Exception {
    try (TestingPeer peer = TestingPeer.saying(STREAM_HEAD + TWO_EVENTS)) {
      TestingSink patient = TestingSink.patient();
      var result = ask(peer.at("http"), patient);
      patient.begun.await();
      assertLeaves(peer, result);
      assertThat(patient.events).isEmpty();
    }
  }

  @Test
  void requirement3InTheMiddleOfAText() throws Exception {
    String half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"choices\":";
    try (TestingPeer peer = TestingPeer.saying(half)) {
      assertLeaves(peer, ask(peer.at("http"), null));
    }
  }

  private CompletableFuture<ExchangeResponse> ask(URI uri, EventSink taker) {
    ExchangeRequest request = ExchangeRequest.post(uri, Map.of(), "{}");
    return exchange.send(request, taker, cancellation).toCompletableFuture();
  }

  private void assertLeaves(TestingPeer peer, CompletableFuture<?> result) throws Exception {
    assertThat(peer.isAskedWithin(5000)).isTrue();
    assertThat(peer.isLeftWithin(100)).as("open until cancelled").isFalse();
    assertCancels(result);
    assertThat(peer.isLeftWithin(1000)).as("closed within a second").isTrue();
  }

  private void assertCancels(CompletableFuture<?> result) {
    cancellation.cancel(ProviderRefusal.cancelled("gone"));
    assertThat(result).isCompletedExceptionally();
    assertThatThrownBy(result::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ProviderRefusal.class)
        .hasRootCauseMessage("gone");
  }

  private void awaitNameServer() {
    try {
      nameServer.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
