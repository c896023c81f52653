package ai.karen.testing.writes;

import ai.karen.testing.EngineClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * So many questions a second that one node is asked in conversations which another continues at the
 * same time, until it is stopped: by one client in each, so that a node alone never branches.
 */
public final class SharedWrites {
  private final WriteFigures figures = new WriteFigures();
  private final Clients clients = new Clients();
  private final Map<String, SharedWriter> writers = new LinkedHashMap<>();
  private volatile boolean alone = true;

  private SharedWrites() {}

  /**
   * Of a node that sees nothing of the other one's.
   *
   * @param side nobody else's
   * @param conversations their ids
   */
  public static SharedWrites start(
      String side, EngineClient client, List<String> conversations, int writesPerSecond) {
    SharedWrites load = new SharedWrites();
    Requests requests = new Requests(client);
    Pace pace = new Pace(writesPerSecond);
    for (String id : conversations) {
      String name = side + "-c" + load.writers.size();
      SharedWriter writer =
          new SharedWriter(name, id, requests, pace, load.figures, () -> load.alone);
      load.writers.put(id, writer);
    }
    load.writers.forEach((id, writer) -> load.start(writer));
    return load;
  }

  private void start(SharedWriter writer) {
    clients.start("shared-writer", () -> writer.speakWhile(clients::goOn));
  }

  /** From now on the node may see what the other one was told. */
  public void meet() {
    alone = false;
  }

  /** Ends the load; each client finishes its request. */
  public SharedWrites stop() {
    clients.stop();
    return this;
  }

  public WriteFigures figures() {
    return figures;
  }

  List<String> conversations() {
    return List.copyOf(writers.keySet());
  }

  /** What was said in one of them, in order; after {@link #stop}. */
  List<SharedWriter.Spoken> spokenIn(String id) {
    return writers.get(id).spoken();
  }

  /** Everything that was not answered as it has to be, a sentence each. */
  public List<String> violations() {
    List<String> all = new ArrayList<>();
    figures.wrongAnswers().forEach(what -> all.add("wrong answer " + what));
    figures.unreadable().forEach(what -> all.add("unreadable " + what));
    figures.unanswered().forEach(what -> all.add("unanswered " + what));
    return all;
  }
}
