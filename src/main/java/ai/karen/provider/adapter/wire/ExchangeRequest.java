package ai.karen.provider.adapter.wire;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * What is asked of a vendor's server.
 *
 * @param headers besides those of content and acceptance; may hold a key
 * @param body JSON to post; null to get
 */
public record ExchangeRequest(URI uri, Map<String, String> headers, String body) {

  public ExchangeRequest {
    Objects.requireNonNull(uri);
    headers = Map.copyOf(headers);
  }

  public static ExchangeRequest get(URI uri, Map<String, String> headers) {
    return new ExchangeRequest(uri, headers, null);
  }

  public static ExchangeRequest post(URI uri, Map<String, String> headers, String json) {
    return new ExchangeRequest(uri, headers, Objects.requireNonNull(json));
  }

  /** Without headers and body, which hold keys and what users said. */
  @Override
  public String toString() {
    return (body == null ? "GET " : "POST ") + uri;
  }
}
