package ai.karen.testing.writes;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One client that writes its own conversations, one request after the other. One write in ten is a
 * streamed answer. For one thread.
 */
final class Writer implements Runnable {
  private static final int LONGEST = 8;
  private static final Duration BACK_OFF = Duration.ofMillis(200);

  private final String name;
  private final Requests requests;
  private final Pace pace;
  private final WriteFigures figures;
  private final ReadBack readBack;
  private final BooleanSupplier goesOn;
  private final Random random;
  private final List<Written> conversations = new ArrayList<>();
  private Written current;

  Writer(String name, Requests requests, Pace pace, WriteFigures figures, BooleanSupplier goesOn) {
    this.name = name;
    this.requests = requests;
    this.pace = pace;
    this.figures = figures;
    this.readBack = new ReadBack(requests, figures);
    this.goesOn = goesOn;
    this.random = new Random(name.hashCode());
  }

  /** When the load is over. */
  List<Written> conversations() {
    return conversations;
  }

  @Override
  public void run() {
    while (goesOn.getAsBoolean()) {
      pace.awaitTurn();
      turn();
    }
  }

  private void turn() {
    if (current == null || !current.isAlive() || current.said.size() >= LONGEST) {
      create();
      return;
    }
    int dice = random.nextInt(100);
    if (dice < 10) {
      say("stream", requests::stream);
    } else if (dice < 80) {
      say("say", requests::say);
    } else if (dice < 93 || current.said.size() < 2) {
      rename();
    } else {
      delete();
    }
  }

  private void create() {
    current = new Written(name + "-c" + conversations.size());
    conversations.add(current);
    Written begun = current;
    Outcome end = insist("create", () -> requests.create(begun.key, begun.name));
    begun.created = end.kind();
    if (end.isAcknowledged()) {
      begun.id = end.body().getString("id");
      readBack.conversation(begun, "conversation", body -> begun.name.equals(text(body, "title")));
    }
  }

  private void say(String what, Saying saying) {
    String content = current.name + "-m" + current.said.size();
    UUID key = UUID.randomUUID();
    Outcome end = insist(what, () -> saying.say(current.id, key, content));
    current.said.add(new Written.Said(content, end.kind()));
    if (end.isAcknowledged()) {
      readBack.messages(current.id, content);
    }
  }

  private void rename() {
    String title = current.name + " " + random.nextInt(1_000_000);
    UUID key = UUID.randomUUID();
    Outcome end = insist("rename", () -> requests.rename(current.id, key, title));
    current.renamed(title, end.kind());
    if (end.isAcknowledged()) {
      readBack.conversation(current, "title", body -> title.equals(text(body, "title")));
    }
  }

  private void delete() {
    UUID key = UUID.randomUUID();
    Outcome end = insist("delete", () -> requests.delete(current.id, key));
    current.deleted = end.kind() == Outcome.Kind.REFUSED ? null : end.kind();
    if (end.isAcknowledged()) {
      Outcome read = requests.get(current.id);
      figures.count("read back");
      if (read.status() != 404 && read.status() != 0) {
        figures.unreadable(current.name + ": deleted, then " + read.status());
      }
    }
  }

  /** Every second request whose end is open is sent again, with the same key, until it is known. */
  private Outcome insist(String what, Supplier<Outcome> request) {
    Outcome end = request.get();
    figures.wrote(what, end);
    boolean patient = random.nextBoolean();
    while (patient && end.isOpen() && goesOn.getAsBoolean()) {
      LockSupport.parkNanos(BACK_OFF.toNanos());
      Outcome again = request.get();
      figures.wrote(what + " again", again);
      end = end.then(again);
    }
    return end;
  }

  /** A question and its answer, in one piece or streamed. */
  private interface Saying {
    Outcome say(String id, UUID key, String content);
  }

  private static String text(JsonObject body, String name) {
    return body.isNull(name) || body.get(name) == JsonValue.NULL ? null : body.getString(name);
  }
}
