package ai.karen.testing.writes;

import ai.karen.testing.EngineClient;
import ai.karen.testing.RealPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many writes a second against an engine's conversations, until it is stopped, by clients that
 * know afterwards what they were promised.
 */
public final class AcknowledgedWrites {
  private static final AtomicInteger LOADS = new AtomicInteger();

  private final int number = LOADS.incrementAndGet();
  private final WriteFigures figures = new WriteFigures();
  private final Clients clients = new Clients();
  private final List<Writer> writers = new ArrayList<>();
  private final Requests requests;

  private AcknowledgedWrites(EngineClient client) {
    this.requests = new Requests(client);
  }

  /** By as many clients as keep the rate while each waits half a second. */
  public static AcknowledgedWrites start(EngineClient client, int writesPerSecond) {
    return start(client, writesPerSecond, Math.max(8, writesPerSecond / 2));
  }

  public static AcknowledgedWrites start(EngineClient client, int writesPerSecond, int clients) {
    AcknowledgedWrites load = new AcknowledgedWrites(client);
    Pace pace = new Pace(writesPerSecond);
    for (int writer = 0; writer < clients; writer++) {
      load.start(
          new Writer(
              "l" + load.number + "-w" + writer,
              load.requests,
              pace,
              load.figures,
              load.clients::goOn));
    }
    return load;
  }

  private void start(Writer writer) {
    clients.start("writer-" + writers.size(), writer);
    writers.add(writer);
  }

  public WriteFigures figures() {
    return figures;
  }

  /** Ends the load; each client finishes its request. */
  public AcknowledgedWrites stop() {
    clients.stop();
    return this;
  }

  /** What the engine tells, after {@link #stop}. */
  public WriteCheck checkByEngine() {
    return WriteCheck.of(written(), new KeptByEngine(requests));
  }

  /** What another engine tells. */
  public WriteCheck checkBy(EngineClient other) {
    return WriteCheck.of(written(), new KeptByEngine(new Requests(other)));
  }

  /** What stands in the database, after {@link #stop}. */
  public WriteCheck checkIn(RealPostgres postgres) {
    return WriteCheck.of(written(), new KeptInPostgres(postgres));
  }

  /** Everything that must not be, seen under load or by the checks, a sentence each. */
  public List<String> violations(WriteCheck... checks) {
    List<String> all = new ArrayList<>();
    figures.wrongAnswers().forEach(what -> all.add("wrong answer " + what));
    figures.unreadable().forEach(what -> all.add("unreadable " + what));
    for (WriteCheck check : checks) {
      all.addAll(check.violations());
    }
    return all;
  }

  /**
   * Leaves the figures in a file.
   *
   * @param conditions what was done meanwhile, a line
   */
  public void report(String name, String conditions, WriteCheck... checks) {
    StringBuilder report = new StringBuilder(conditions).append("\n").append(figures.table());
    for (WriteCheck check : checks) {
      report.append(check.table());
    }
    Reports.write(name, report.toString());
  }

  private List<Written> written() {
    return writers.stream().flatMap(writer -> writer.conversations().stream()).toList();
  }
}
