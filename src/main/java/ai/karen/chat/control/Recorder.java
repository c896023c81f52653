package ai.karen.chat.control;

import ai.karen.provider.control.DeltaReceiver;
import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.Usage;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.concurrent.Flow;

/**
 * Notes an answer's text on its way to the receiver.
 *
 * @param receiver who gets the answer
 * @param notes where the text goes
 */
record Recorder(DeltaReceiver receiver, Checkpoints notes) implements DeltaReceiver {

  @Override
  public void onStart(Flow.Subscription demand) {
    receiver.onStart(demand);
  }

  @Override
  public void onDelta(Delta delta) {
    if (delta.json().get("choices") instanceof JsonArray choices
        && !choices.isEmpty()
        && choices.get(0) instanceof JsonObject choice) {
      note(choice.get("delta"));
      note(choice.get("message"));
    }
    receiver.onDelta(delta);
  }

  @Override
  public void onLull() {
    receiver.onLull();
  }

  @Override
  public void onUsage(Usage usage) {
    receiver.onUsage(usage);
  }

  private void note(JsonValue said) {
    if (said instanceof JsonObject object && object.get("content") instanceof JsonString content) {
      notes.add(content.getString());
    }
  }
}
