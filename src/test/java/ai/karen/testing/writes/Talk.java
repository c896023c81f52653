package ai.karen.testing.writes;

import ai.karen.testing.EngineClient;
import java.util.List;
import java.util.UUID;

/** Conversations step by step; what is not acknowledged fails the test. */
public final class Talk {
  private final Requests requests;

  public Talk(EngineClient client) {
    this.requests = new Requests(client);
  }

  /** Returns its id. */
  public String create(String title) {
    return acknowledged(requests.create(UUID.randomUUID(), title)).body().getString("id");
  }

  public void say(String id, String content) {
    acknowledged(requests.say(id, UUID.randomUUID(), content));
  }

  public void delete(String id) {
    acknowledged(requests.delete(id, UUID.randomUUID()));
  }

  /** Of looking it up. */
  public int status(String id) {
    return requests.get(id).status();
  }

  public List<String> contents(String id) {
    return new KeptByEngine(requests).messages(id).stream().map(Kept.Message::content).toList();
  }

  private static Outcome acknowledged(Outcome outcome) {
    if (!outcome.isAcknowledged()) {
      throw new AssertionError("answered " + outcome.status() + " " + outcome.body());
    }
    return outcome;
  }
}
