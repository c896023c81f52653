package ai.karen.testing.writes;

import ai.karen.testing.Browser;
import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.Wire;
import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers of an {@link EchoingProvider} that one key pays for, each asked for once, until it is
 * stopped. Each costs the same, so that it can be told afterwards whether the engine forgot one or
 * counted one twice.
 */
public final class PaidAnswers {
  private static final long COST = Wire.PROMPT_TOKENS + Wire.COMPLETION_TOKENS;
  private static final int CLIENTS = 4;
  private static final int OK = 200;

  private static final String KEYS = "/api/auth/api-keys";
  private static final String WISH = "{\"scopes\":[\"chat\"],\"token_budget\":1000000000}";
  private static final String QUESTION =
      "{\"model\":\"echoing\",\"messages\":[{\"role\":\"user\",\"content\":\"What is it?\"}]}";

  private final Clients clients = new Clients();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger doubtful = new AtomicInteger();
  private final EngineClient client;
  private final Pace pace;
  private final String id;
  private final Map<String, String> paying;

  private PaidAnswers(EngineClient client, int answersPerSecond) {
    JsonObject made = Browser.json(client.post(KEYS, WISH));
    this.client = client;
    this.pace = new Pace(answersPerSecond);
    this.id = made.getString("id");
    this.paying = Map.of("Authorization", "Bearer " + made.getString("key"));
  }

  /** Makes the key, for which the database has to be there. */
  public static PaidAnswers start(EngineClient client, int answersPerSecond) {
    PaidAnswers paid = new PaidAnswers(client, answersPerSecond);
    for (int number = 0; number < CLIENTS; number++) {
      paid.clients.start("payer-" + number, paid::run);
    }
    return paid;
  }

  /** Ends it; each client finishes its request. */
  public PaidAnswers stop() {
    clients.stop();
    return this;
  }

  /** Those that came whole. */
  public int answered() {
    return answered.get();
  }

  /**
   * After {@link #stop}, and when nothing waits for the database any more: what must not be, a
   * sentence each. A request that nobody answered may have been paid for or not.
   */
  public List<String> violations(RealPostgres postgres) {
    long counted =
        postgres.count(
            "select coalesce(sum(tokens), 0) from api_key_usage where key_id = '" + id + "'");
    List<String> all = new ArrayList<>();
    if (counted < answered.get() * COST) {
      all.add("lost tokens: " + this + ", counted " + counted);
    }
    if (counted > (answered.get() + doubtful.get()) * COST) {
      all.add("doubled tokens: " + this + ", counted " + counted);
    }
    if (all.isEmpty()) {
      Eventually.holds(
          "the engine tells the same", () -> told().contains("\"tokens_used\":" + counted + ","));
    }
    return all;
  }

  @Override
  public String toString() {
    return "%s answers of %d tokens, %s requests without one".formatted(answered, COST, doubtful);
  }

  private String told() {
    return client.get(KEYS + "?limit=100").body();
  }

  private void run() {
    while (clients.goOn()) {
      pace.awaitTurn();
      (isAnswered() ? answered : doubtful).incrementAndGet();
    }
  }

  private boolean isAnswered() {
    try {
      return client.post("/v1/chat/completions", QUESTION, paying).statusCode() == OK;
    } catch (UncheckedIOException broken) {
      return false;
    }
  }
}
