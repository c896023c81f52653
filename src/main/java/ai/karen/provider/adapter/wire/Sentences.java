package ai.karen.provider.adapter.wire;

import java.net.URI;

/** Sentences for failures about which the vendor says little or nothing itself. */
final class Sentences {
  private static final int FIRST_CLIENT_ERROR = 400;
  private static final int PROXY_CREDENTIALS = 407;

  private Sentences() {}

  static String of(ExchangeResponse response, Complaint complaint) {
    int status = response.status();
    if (status < FIRST_CLIENT_ERROR) {
      return redirect(response);
    }
    return status == PROXY_CREDENTIALS
        ? "the proxy wants other credentials (HTTP 407); see karen.http.proxy"
        : of(status, complaint);
  }

  static String of(int status, Complaint complaint) {
    return complaint.words().isBlank() ? "HTTP " + status + " without a reason" : complaint.words();
  }

  static String noAnswer(ExchangeResponse response) {
    if (response.body().isBlank()) {
      return "HTTP " + response.status() + " with an empty body instead of an answer";
    }
    return ComplaintReader.isHtml(response.body())
        ? "HTTP " + response.status() + " with an HTML page instead of an answer"
        : "HTTP " + response.status() + " with a body that is no whole answer";
  }

  /** Only the host, as the rest of a location may hold a token. */
  private static String redirect(ExchangeResponse response) {
    String target = response.header("location").map(Sentences::host).orElse("nowhere");
    return "HTTP "
        + response.status()
        + ", a redirect to "
        + target
        + ", and redirects are not followed; the base URL should name the final address";
  }

  private static String host(String location) {
    try {
      String host = URI.create(location).getHost();
      return host == null ? "another path" : host;
    } catch (IllegalArgumentException malformed) {
      return "an unreadable address";
    }
  }
}
