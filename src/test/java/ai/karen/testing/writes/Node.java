package ai.karen.testing.writes;

import ai.karen.testing.Line;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** An engine and its lines to the stores. */
public record Node(TestingEngine engine, Line toPostgres, Line toRedis) implements AutoCloseable {

  public Talk talk() {
    return new Talk(engine.client());
  }

  public StoreView stores() {
    return new StoreView(engine.client());
  }

  public HttpResponse<String> get(String path) {
    return engine.client().get(path);
  }

  /**
   * What the metric says now.
   *
   * @param labels those that tell it from others of its name, such as {@code store="redis"}
   */
  public double figure(String name, String... labels) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no figure " + name));
  }

  public void cut() {
    toPostgres.cut();
    toRedis.cut();
  }

  /** Cuts it off, and returns when it has noticed. */
  public void cutOff() {
    cut();
    stores().awaitFallback(TwoNodes.NOTICED);
  }

  public void mend() {
    toPostgres.restore();
    toRedis.restore();
  }

  /** Returns when the stores are in use and nothing waits for them any more. */
  public void heal() {
    mend();
    stores().awaitPrimary(TwoNodes.HEALED);
    stores().awaitDrained(TwoNodes.HEALED);
  }

  public void restart() {
    engine.kill();
    engine.restart();
  }

  /** Whether the answer says that it came without the database. */
  public static boolean isDegraded(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-karen-degraded").filter("database"::equals).isPresent();
  }

  @Override
  public void close() {
    engine.close();
    toPostgres.close();
    toRedis.close();
  }
}
