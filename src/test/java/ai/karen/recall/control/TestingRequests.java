package ai.karen.recall.control;

import ai.karen.chat.entity.ChatRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;

/** Chat requests from JSON with single quotes. */
final class TestingRequests {
  private TestingRequests() {}

  /**
   * @param members beside the model and one message
   */
  static ChatRequest of(String members) {
    return new ChatRequest(
        json("{'model':'primary','messages':[{'role':'user','content':'Hello'}]," + members + "}"));
  }

  /**
   * @param content of the one message
   */
  static ChatRequest saying(String content) {
    return new ChatRequest(
        json(
            "{'model':'primary','temperature':0,'messages':[{'role':'user','content':"
                + content
                + "}]}"));
  }

  static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }
}
