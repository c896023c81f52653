package ai.karen.provider.adapter.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaHostTest {

  @ParameterizedTest
  @CsvSource({
    "'',                       http://localhost:11434/v1",
    "'  ',                     http://localhost:11434/v1",
    "myhost,                   http://myhost:11434/v1",
    "myhost:1234,              http://myhost:1234/v1",
    ":1234,                    http://localhost:1234/v1",
    "0.0.0.0,                  http://127.0.0.1:11434/v1",
    "0.0.0.0:1234,             http://127.0.0.1:1234/v1",
    "10.0.0.0,                 http://10.0.0.0:11434/v1",
    "::1,                      http://[::1]:11434/v1",
    "[::1],                    http://[::1]:11434/v1",
    "[::1]:1234,               http://[::1]:1234/v1",
    "::,                       http://[::1]:11434/v1",
    "[::]:1234,                http://[::1]:1234/v1",
    "https://myhost,           https://myhost:443/v1",
    "http://myhost,            http://myhost:80/v1",
    "https://myhost:1234/,     https://myhost:1234/v1",
    "https://myhost/ollama/,   https://myhost:443/ollama/v1",
    "myhost/ollama,            http://myhost:11434/ollama/v1"
  })
  void itIsReadAsOllamasOwnToolsDo(String host, String baseUrl) {
    assertThat(OllamaHost.baseUrl(host)).isEqualTo(baseUrl);
  }
}
