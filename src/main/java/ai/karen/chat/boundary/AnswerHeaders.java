package ai.karen.chat.boundary;

import ai.karen.provider.control.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the headers of an answer say about how it came. */
final class AnswerHeaders {
  static final String PROVIDER = "x-karen-provider";
  static final String ATTEMPTS = "x-karen-attempts";
  static final String DEGRADED = "x-karen-degraded";
  static final String SUBSTITUTED = "x-karen-model-substituted";

  private AnswerHeaders() {}

  static Map<String, String> of(Reply reply) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(PROVIDER, reply.provider());
    headers.put(ATTEMPTS, String.valueOf(reply.attempts()));
    if (!reply.degradations().isEmpty()) {
      headers.put(DEGRADED, String.join(",", reply.degradations()));
    }
    if (reply.isSubstituted()) {
      headers.put(SUBSTITUTED, reply.model());
    }
    return headers;
  }
}
