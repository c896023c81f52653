package ai.karen.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * One way to the scripted provider.
 *
 * @param name as the report calls it
 * @param model the name that a request asks for
 */
record Target(String name, int port, String key, String model) {
  private static final String BODY =
      "{\"model\":\"%s\",\"messages\":[{\"role\":\"system\",\"content\":\"You count.\"},"
          + "{\"role\":\"user\",\"content\":\"Count to one hundred, please.\"}],"
          + "\"temperature\":0,\"stream\":%s}";

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  Target asking(String otherModel) {
    return new Target(name, port, key, otherModel);
  }

  /** A chat request, ready to be sent again and again. */
  byte[] request(boolean streaming) {
    String body = BODY.formatted(model, streaming);
    String head =
        """
        POST /v1/chat/completions HTTP/1.1
        Host: 127.0.0.1:%d
        Authorization: Bearer %s
        Content-Type: application/json
        Accept: application/json, text/event-stream
        Content-Length: %d

        """;
    return (head.formatted(port, key, body.length()).replace("\n", "\r\n") + body)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
