package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;

/** Pieces of answers. */
final class Deltas {

  private Deltas() {}

  static Delta role() {
    return chunk("{'role':'assistant','content':''}", "null");
  }

  static Delta token(String text) {
    return chunk("{'content':'" + text + "'}", "null");
  }

  static Delta last() {
    return chunk("{}", "'stop'");
  }

  static Delta whole(String text) {
    return of(
        "{'model':'vendor-model','choices':[{'index':0,'message':{'role':'assistant','content':'"
            + text
            + "'},'finish_reason':'stop'}],'usage':{'prompt_tokens':3,'completion_tokens':5}}");
  }

  /** A token of a stream with this id. */
  static Delta token(String id, String text) {
    return Delta.of(
        Json.createObjectBuilder(token(text).json()).add("id", id).add("created", 1).build());
  }

  static Delta reasoning(String text) {
    return chunk("{'reasoning_content':'" + text + "'}", "null");
  }

  static Delta toolCall() {
    return chunk("{'tool_calls':[{'index':0,'id':'c1','function':{'name':'f'}}]}", "null");
  }

  static Delta usage() {
    return of("{'choices':[],'usage':{'prompt_tokens':3,'completion_tokens':5}}");
  }

  static Delta of(String json) {
    return Delta.of(json(json));
  }

  /** Single quotes stand for double ones. */
  static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  /** What it says, or the finish reason in angle brackets. */
  static String words(Delta delta) {
    if (delta.closes()) {
      return "<usage>";
    }
    JsonObject choice = delta.json().getJsonArray("choices").getJsonObject(0);
    JsonObject said = choice.getJsonObject(choice.containsKey("delta") ? "delta" : "message");
    return said.getString("content", "<" + choice.getString("finish_reason", "") + ">");
  }

  private static Delta chunk(String delta, String finishReason) {
    return of(
        "{'model':'vendor-model','choices':[{'index':0,'delta':"
            + delta
            + ",'finish_reason':"
            + finishReason
            + "}]}");
  }
}
