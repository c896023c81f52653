package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import ai.karen.configuration.control.OutboundTrust;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderFailure;
import ai.karen.testing.TestingAuthority;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement 6: a company's proxy and certificates are used for every provider alike. */
class OutboundClientsTest {
  @TempDir private static Path folder;
  private static TestingAuthority authority;

  private final List<OutboundClients> opened = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    authority = new TestingAuthority(folder);
  }

  @AfterAll
  static void stop() {
    authority.close();
  }

  @AfterEach
  void close() {
    opened.forEach(OutboundClients::close);
  }

  @Test
  void requirement6AnUnknownAuthorityIsTheOperatorsPart() {
    CompletionStage<?> answer = get(TestingConfig.settings(Map.of()), authority.uri());
    ProviderFailure failure =
        assertThat(answer.toCompletableFuture())
            .failsWithin(Duration.ofSeconds(5))
            .withThrowableThat()
            .havingCause()
            .asInstanceOf(throwable(ProviderFailure.class))
            .actual();
    assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
    assertThat(failure).hasMessageContaining("karen.http.truststore");
  }

  @ParameterizedTest
  @ValueSource(strings = {"own.pem", "own.p12", "own.jks"})
  void requirement6AnOwnAuthorityIsTrustedWhenNamed(String file) {
    Settings settings =
        TestingConfig.settings(
            Map.of(
                OutboundTrust.STORE,
                folder.resolve(file).toString(),
                OutboundTrust.PASSWORD,
                TestingAuthority.PASSWORD));
    assertThat(body(get(settings, authority.uri()))).isEqualTo("{}");
    assertThat(settings.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.pem", "words.txt", "own.p12", "\u0000"})
  void requirement6AnUnusableTrustStoreIsReportedAndLeftOut(String file) throws Exception {
    Files.writeString(folder.resolve("words.txt"), "no certificate");
    String path = file.equals("\u0000") ? "a\u0000b" : folder.resolve(file).toString();
    Settings settings = TestingConfig.settings(Map.of(OutboundTrust.STORE, path));
    clients(settings);
    assertThat(settings.problems())
        .extracting(SettingProblem::key)
        .containsExactly(OutboundTrust.STORE);
  }

  @Test
  void requirement6PlainRequestsGoThroughTheProxyWithItsPassword() throws Exception {
    try (TestingProxy proxy = new TestingProxy(authority.port())) {
      URI outside = URI.create("http://provider.invalid:8080/v1");
      assertThat(body(get(proxied(proxy), outside))).isEqualTo("{}");
      assertThat(proxy.heads.get(0))
          .startsWith("GET http://provider.invalid:8080/v1 ")
          .contains("Proxy-Authorization: Basic dXNlcjpwOndvcmQ=\r\n");
    }
  }

  @Test
  void requirement6TunnelsCarryThePasswordToTheProxyAndNoKey() throws Exception {
    try (TestingProxy proxy = new TestingProxy(authority.port())) {
      URI outside = URI.create("https://provider.invalid/v1");
      CompletionStage<?> answer = get(proxied(proxy), outside);
      assertThat(answer.toCompletableFuture())
          .as("the tunnel leads to a server of another name")
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .withMessageContaining("provider.invalid:443 (through the proxy 127.0.0.1:");
      assertThat(proxy.heads.get(0))
          .startsWith("CONNECT provider.invalid:443 ")
          .contains("Proxy-Authorization: Basic dXNlcjpwOndvcmQ=\r\n")
          .doesNotContain("the-key");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void requirement6ThisMachineIsReachedDirectly(String host) throws Exception {
    try (TestingProxy proxy = new TestingProxy(authority.port());
        TestingPeer peer = TestingPeer.hangingUpAfter("HTTP/1.1 200 OK\r\n\r\n{}")) {
      URI local = URI.create(peer.at("http").toString().replace("127.0.0.1", host));
      assertThat(body(get(proxied(proxy), local))).isEqualTo("{}");
      assertThat(proxy.heads).isEmpty();
      assertThat(peer.head()).doesNotContain("Proxy-Authorization");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example:3128",
        "https://user:hunter2@proxy.example:3128",
        "http://user:hunter2@proxy.example",
        "http://user:hun@ter2@proxy.example:99999",
        "socks://proxy.example:1080",
        "http://user:hunter2@proxy.example:3128/path",
        "not a url"
      })
  void requirement6AnUnusableProxyIsReportedWithoutItsPassword(String proxy) {
    Settings settings = TestingConfig.settings(Map.of(OutboundSettings.PROXY, proxy));
    clients(settings);
    assertThat(settings.problems()).hasSize(1);
    assertThat(settings.problems().get(0).sentence())
        .startsWith("karen.http.proxy is \"")
        .doesNotContain("hun", "ter2");
  }

  @Test
  void threadsEndWithTheApplication() throws Exception {
    List<Thread> made = new ArrayList<>();
    OutboundClients clients =
        new OutboundClients(
            TestingConfig.settings(Map.of()),
            work -> {
              Thread thread = new Thread(work);
              made.add(thread);
              return thread;
            },
            HostResolver.PLATFORM);
    try (TestingPeer peer = TestingPeer.hangingUpAfter("HTTP/1.1 200 OK\r\n\r\n{}")) {
      body(get(clients, peer.at("http")));
    }
    clients.close();
    for (Thread thread : made) {
      thread.join(2000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static Settings proxied(TestingProxy proxy) {
    return TestingConfig.settings(
        Map.of(
            OutboundSettings.PROXY,
            "http://user:p%3Aword@" + proxy.place(),
            OutboundTrust.STORE,
            authority.pem.toString()));
  }

  private OutboundClients clients(Settings settings) {
    OutboundClients clients = new OutboundClients(settings, Thread::new, HostResolver.PLATFORM);
    opened.add(clients);
    return clients;
  }

  private CompletionStage<ExchangeResponse> get(Settings settings, URI uri) {
    return get(clients(settings), uri);
  }

  private static CompletionStage<ExchangeResponse> get(OutboundClients clients, URI uri) {
    ExchangeRequest request = ExchangeRequest.get(uri, Map.of("Authorization", "Bearer the-key"));
    return clients.exchange(Duration.ofSeconds(3)).send(request, new Cancellation());
  }

  private static String body(CompletionStage<ExchangeResponse> answer) {
    return answer.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join().body();
  }
}
