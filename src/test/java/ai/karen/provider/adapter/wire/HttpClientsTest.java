package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpClientsTest {
  private final HttpClients clients = new HttpClients(2, HttpClient::newHttpClient);

  @Test
  void whoAsksNowAndThenKeepsOneConnection() {
    HttpClient first = ask(CompletableFuture.completedFuture("answered"));

    assertThat(ask(CompletableFuture.completedFuture("answered"))).isSameAs(first);
    assertThat(ask(CompletableFuture.failedFuture(new IllegalStateException()))).isSameAs(first);
    assertThat(ask(new CompletableFuture<>())).isSameAs(first);
  }

  @Test
  void whileOneIsBusyTheOtherIsAsked() {
    CompletableFuture<String> running = new CompletableFuture<>();
    HttpClient first = ask(running);
    HttpClient second = ask(new CompletableFuture<>());

    assertThat(second).isNotSameAs(first);

    running.complete("answered");

    assertThat(ask(new CompletableFuture<>())).isSameAs(first);
  }

  private HttpClient ask(CompletableFuture<String> answer) {
    return clients.leastBusy().until(answer);
  }
}
