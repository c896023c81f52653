package ai.karen.testing.writes;

import ai.karen.testing.Administrator;
import ai.karen.testing.Eventually;
import ai.karen.testing.Line;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.RealRedis;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.TestingEngine;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Two engines on one PostgreSQL and one Redis, whose lines are cut and mended: one pair for all
 * tests that need no settings of their own, because a start takes seconds. Each test leaves both
 * mended, with nothing in their journals.
 */
public final class TwoNodes {
  public static final Duration NOTICED = Duration.ofSeconds(10);
  public static final Duration HEALED = Duration.ofSeconds(20);

  private static final TwoNodes SHARED = new TwoNodes();

  private final RealPostgres postgres = RealPostgres.start();
  private final RealRedis redis = RealRedis.start();
  private final EchoingProvider provider = new EchoingProvider();
  private final Node first;
  private final Node second;

  private TwoNodes() {
    // Both at once on a database that is still empty: one of them brings it up to date.
    CompletableFuture<Node> other = CompletableFuture.supplyAsync(this::node);
    first = node();
    second = other.join();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    heal();
    // In the background, on whichever was first.
    Eventually.holds(
        "the administrator was made",
        () -> first.get("/api/admin/users").body().contains(Administrator.EMAIL));
  }

  public static TwoNodes shared() {
    return SHARED;
  }

  public RealPostgres postgres() {
    return postgres;
  }

  public Node first() {
    return first;
  }

  public Node second() {
    return second;
  }

  /** Cuts both off, and returns when they have noticed. */
  public void cut() {
    first.cut();
    second.cutOff();
    first.cutOff();
  }

  public void mend() {
    first.mend();
    second.mend();
  }

  /** Returns when the stores are in use everywhere and nothing waits for them any more. */
  public void heal() {
    mend();
    first.heal();
    second.heal();
  }

  private Node node() {
    Line toPostgres = Line.to(postgres.port());
    Line toRedis = Line.to(redis.port());
    Map<String, String> settings = StoreSettings.of(postgres.jdbcUrl(toPostgres.port()));
    settings.put("KAREN_REDIS_URL", "redis://127.0.0.1:" + toRedis.port());
    settings.putAll(provider.settings());
    settings.putAll(Administrator.settings());
    settings.put("KAREN_SESSION_VALIDATION_CACHE", "PT5S");
    return new Node(TestingEngine.start(settings), toPostgres, toRedis);
  }

  private void close() {
    first.close();
    second.close();
    provider.close();
    redis.close();
    postgres.close();
  }
}
