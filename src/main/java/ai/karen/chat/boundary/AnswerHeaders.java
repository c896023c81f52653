package ai.karen.chat.boundary;

import ai.karen.provider.control.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the headers of an answer say about how it came. */
final class AnswerHeaders {

  private AnswerHeaders() {}

  static Map<String, String> of(Reply reply) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-karen-provider", reply.provider());
    headers.put("x-karen-attempts", String.valueOf(reply.attempts()));
    if (reply.isDegraded()) {
      headers.put("x-karen-degraded", "provider");
    }
    if (reply.isSubstituted()) {
      headers.put("x-karen-model-substituted", reply.model());
    }
    return headers;
  }
}
