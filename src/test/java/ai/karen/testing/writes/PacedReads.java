package ai.karen.testing.writes;

import ai.karen.testing.EngineClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * So many reads a second of conversations that are there, beside a load, until it is stopped: a
 * conversation, its messages, and the list, in turn. Each has to be answered, whatever the stores
 * do.
 */
public final class PacedReads {
  private static final int CONVERSATIONS = 4;
  private static final String SAID = "to be read";

  private final Requests requests;
  private final List<String> ids;
  private final Pace pace;
  private final WriteFigures figures = new WriteFigures();
  private final AtomicInteger turns = new AtomicInteger();
  private final Clients clients = new Clients();

  private PacedReads(EngineClient client, int readsPerSecond) {
    Talk talk = new Talk(client);
    this.requests = new Requests(client);
    this.pace = new Pace(readsPerSecond);
    this.ids = IntStream.range(0, CONVERSATIONS).mapToObj(number -> begun(talk)).toList();
  }

  private static String begun(Talk talk) {
    String id = talk.create(SAID);
    talk.say(id, SAID);
    return id;
  }

  /** By as many clients as keep the rate while each waits half a second. */
  public static PacedReads start(EngineClient client, int readsPerSecond) {
    PacedReads reads = new PacedReads(client, readsPerSecond);
    for (int reader = 0; reader < Math.max(8, readsPerSecond / 2); reader++) {
      reads.clients.start("reader-" + reader, reads::run);
    }
    return reads;
  }

  public WriteFigures figures() {
    return figures;
  }

  /** Ends the reads; each client finishes its request. */
  public PacedReads stop() {
    clients.stop();
    return this;
  }

  /** Everything that was not answered as it has to be, a sentence each. */
  public List<String> violations() {
    List<String> all = new ArrayList<>(figures.wrongAnswers());
    all.addAll(figures.unreadable());
    return all;
  }

  private void run() {
    while (clients.goOn()) {
      pace.awaitTurn();
      int turn = turns.getAndIncrement();
      String id = ids.get(turn % ids.size());
      switch (turn % 3) {
        case 0 -> expect("get", requests.get(id), SAID);
        case 1 -> expect("messages", requests.messages(id, null), EchoingProvider.answerTo(SAID));
        default -> expect("list", requests.list(null), "data");
      }
    }
  }

  private void expect(String what, Outcome read, String content) {
    figures.wrote(what, read);
    if (read.status() != 0
        && !(read.isAcknowledged() && read.body().toString().contains(content))) {
      figures.unreadable(what + ": " + read.status() + " " + read.body());
    }
  }
}
