package ai.karen.provider.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderOutage;
import ai.karen.provider.entity.ProviderRefusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement 1: link-local and metadata addresses are refused in every spelling. */
class EndpointGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254",
        "http://169.254.169.254.",
        "http://169.254.169.254../v1",
        "http://169.254.0.1:8080/v1",
        "http://2852039166",
        "http://2852039166./",
        "http://0xA9FEA9FE/",
        "http://0xa9.0xfe.0xa9.0xfe/",
        "http://0251.0376.0251.0376/",
        "http://00000251.0376.0251.0376/",
        "http://025177524776/",
        "http://169.254.43518/",
        "http://169.16689662/",
        "http://169.0376.0xa9fe/",
        "http://[fe80::1]/",
        "http://[FE80::1]:8080/",
        "http://[febf::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
        "http://[::169.254.169.254]/",
        "http://[::ffff:0:a9fe:a9fe]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[64:ff9b::169.254.169.254]/",
        "http://[64:ff9b:1::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::1]/",
        "http://[2001:0:a9fe:a9fe::1]/",
        "http://[2001:0:1:1::5601:5601]/",
        "http://[fe00::5efe:a9fe:a9fe]/",
        "http://[fd00:ec2::254]/",
        "http://[fd20:ce::254]/",
        "http://100.100.100.200",
        "http://[::ffff:100.100.100.200]/",
        "http://192.0.0.192",
        "http://168.63.129.16/",
        "http://metadata.google.internal/",
        "http://METADATA.google.internal./computeMetadata",
        "https://metadata/",
        "http://instance-data/"
      })
  void requirement1ForbiddenAddressesAreRefusedByTheirSpelling(String url) {
    assertThatThrownBy(() -> EndpointGuard.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("link-local or metadata");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user@169.254.169.254/",
        "http://api.example@169.254.169.254/",
        "http://user:hunter2@api.example/",
        "http://169.254.169.254%2f@api.example/",
        "http://api.example%40169.254.169.254/",
        "http://169%2e254.169.254/",
        "http://%31%36%39.254.169.254/",
        "http://[fe80::1%25eth0]/",
        "http://[::1%25lo]/",
        "http://１６９.254.169.254/",
        "http://169。254。169。254/",
        "http://169．254.169.254/",
        "http://①⑥⑨.254.169.254/",
        "http://api.example\\@169.254.169.254/",
        "http://api.example/ v1",
        "http://api.example/\nv1",
        "ftp://api.example",
        "file:///etc/passwd",
        "jar:http://api.example!/",
        "//api.example",
        "api.example",
        "http:api.example",
        "http://",
        "http:///v1",
        "http://api.example:0/",
        "http://api.example:65536/",
        "http://api.example:/v1",
        "http://api.example:99999999999/",
        "http://api.example/?a=b",
        "http://api.example/#v1",
        "http://my_host/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://256.256.256.256/",
        "http://1.2.3.4.5/",
        "http://[::1/",
        "http://[zz::1]/",
        ""
      })
  void requirement1WhatCouldBeReadInTwoWaysIsRefused(String url) {
    assertThatThrownBy(() -> EndpointGuard.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the base URL ")
        .message()
        .doesNotContain("hunter2", "@");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1",
        "http://localhost:11434",
        "http://127.0.0.1:8080/v1",
        "http://[::1]:8080",
        "http://10.0.0.5",
        "http://192.168.1.20:1234/v1",
        "http://172.17.0.1",
        "http://100.64.0.1",
        "http://[fd00::5]:80",
        "http://[64:ff9b::808:808]",
        "http://[::ffff:10.0.0.1]",
        "https://ollama",
        "https://a-b.example.com.:443/v1beta/openai",
        "https://0x7f.example.com"
      })
  void requirement1LoopbackPrivateAndPublicHostsAreAllowed(String url) {
    assertThat(EndpointGuard.parse(url)).hasToString(url);
  }

  @Test
  void aTrailingSlashIsDropped() {
    assertThat(EndpointGuard.parse("https://api.example/v1//"))
        .hasToString("https://api.example/v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "fe80::1", "::ffff:169.254.1.1", "100.100.100.200"})
  void requirement1ANameThatLeadsThereIsRefused(String address) {
    EndpointGuard guard = new EndpointGuard(host -> addresses("93.184.216.34", address));
    assertThatThrownBy(() -> guard.check(URI.create("https://innocent.example/v1")))
        .isInstanceOfSatisfying(
            ProviderRefusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.MISCONFIGURED))
        .hasMessageContaining("innocent.example");
  }

  @Test
  void requirement1ANameThatIsReboundIsRefusedAtTheNextCheck() {
    Deque<String> answers = new ArrayDeque<>(List.of("93.184.216.34", "169.254.169.254"));
    EndpointGuard guard = new EndpointGuard(host -> addresses(answers.remove()));
    URI endpoint = URI.create("https://rebinding.example/");
    assertThatCode(() -> guard.check(endpoint)).doesNotThrowAnyException();
    assertThatThrownBy(() -> guard.check(endpoint)).isInstanceOf(ProviderRefusal.class);
  }

  @Test
  void aNameWithoutAddressIsAnOutageUnlessAProxyResolvesIt() {
    EndpointGuard guard = new EndpointGuard(EndpointGuardTest::unknown);
    URI endpoint = URI.create("https://nowhere.example/");
    assertThatThrownBy(() -> guard.check(endpoint))
        .isInstanceOf(ProviderOutage.class)
        .hasMessage("nowhere.example has no address: name not found");
    assertThatCode(() -> guard.checkBehindProxy(endpoint)).doesNotThrowAnyException();
  }

  private static List<InetAddress> unknown(String host) throws UnknownHostException {
    throw new UnknownHostException(host);
  }

  private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
    List<InetAddress> found = new ArrayList<>();
    for (String literal : literals) {
      found.add(InetAddress.getByName(literal));
    }
    return found;
  }
}
