package ai.karen.store.control;

import ai.karen.configuration.control.TestingConfig;
import ai.karen.conversation.control.ConversationKind;
import ai.karen.conversation.entity.Message;
import ai.karen.store.adapter.journal.SegmentJournal;
import ai.karen.store.adapter.jpa.EmbeddedDatabase;
import ai.karen.store.entity.Operation;
import ai.karen.timing.control.Background;
import ai.karen.timing.control.SystemTimer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The real stores of an engine without database, in a process of their own that does nothing else
 * than write until it is killed. Prints what was acknowledged, a line each, or what is there.
 */
final class StoreProcess {
  static final String READY = "ready";
  static final String WRITE = "write";

  private static final int WRITERS = 3;
  private static final int MESSAGES = 25;
  private static final int ALL = 1_000_000;

  private final LocalDatabase local;
  private final Ledger ledger;

  private StoreProcess(Path folder) {
    DaemonThreads threads = new DaemonThreads();
    Clock clock = Clock.systemUTC();
    DataFolder data = new DataFolder(folder);
    Application application = new Application(Stream.of(new ConversationKind()));
    EmbeddedDatabase database = new EmbeddedDatabase(data, application);
    Journal journal =
        new SegmentJournal(
            data, TestingConfig.settings(Map.of()), clock, new SystemTimer(threads), threads);
    StaleCopies stale = new StaleCopies();
    Copies copies = new Copies(database, application, stale, clock);
    new Recovery(journal, database, copies, new CopiesInDoubt(data)).run();
    Replay replay =
        new Replay(journal, new EmbeddedDestination(database, application), new ReplayLog(clock));
    new Background(threads, Duration.ofMillis(50), replay::run).start();
    local = database;
    ledger =
        new EmbeddedLedger(
            database,
            journal,
            new JournaledWrites(database, journal, copies),
            new AggregateLocks());
  }

  /**
   * @param arguments the data folder, and {@link #WRITE} or something else to tell what is there
   */
  public static void main(String[] arguments) {
    StoreProcess process = new StoreProcess(Path.of(arguments[0]));
    print(READY);
    if (arguments[1].equals(WRITE)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        new Thread(process::write).start();
      }
    } else {
      process.tell();
      System.exit(0);
    }
  }

  private void write() {
    while (true) {
      UUID conversation = UUID.randomUUID();
      ledger.execute(operation(conversation, "conversation.created", "{\"owner\":\"test\"}"));
      for (int number = 0; number < MESSAGES; number++) {
        ledger.execute(operation(conversation, "message.added", message(number)));
        print(conversation + " " + number);
      }
    }
  }

  private void tell() {
    List<Message> messages =
        local.read(
            rows ->
                rows.list(
                    Message.class,
                    "select m from Message m order by m.createdAt, m.id",
                    Map.of(),
                    ALL));
    messages.forEach(message -> print(message.conversationId() + " " + message.content()));
  }

  private static String message(int number) {
    return """
        {"owner":"test","message":"%s","role":"user","content":"%d","created_at":"%s"}"""
        .formatted(UUID.randomUUID(), number, Instant.now());
  }

  private static Operation operation(UUID conversation, String type, String payload) {
    return new Operation(UUID.randomUUID(), conversation, type, 1, Instant.now(), payload, "");
  }

  private static synchronized void print(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
