package ai.karen.provider.adapter.wire;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What a vendor's server answered.
 *
 * @param body cut off at a limit where it tells an error; empty when it went to an {@link
 *     EventSink}
 */
public record ExchangeResponse(int status, HttpHeaders headers, String body) {

  /** The first value of a header, its name in any case. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Without the body, which holds what was said. */
  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
