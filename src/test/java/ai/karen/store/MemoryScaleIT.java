package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.LiveHeap;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.Talk;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.Scale;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long a search over many messages of one owner takes, and how much memory. {@code
 * karen.proof.memory} says how many they are: the limits are those of 100,000.
 */
class MemoryScaleIT {
  private static final int MESSAGES = Scale.of("memory", 2_000);
  private static final int SEARCHES = 200;
  private static final long MOST_BYTES = 64_000_000;

  /** Every build has other work on its machine. */
  private static final Duration LONGEST = Duration.ofMillis(Scale.of("memory-p95-millis", 1_000));

  @Test
  void aSearchOverAllMessagesOfAnOwner() throws SQLException {
    try (RealPostgres postgres = RealPostgres.start();
        TestingEngine engine = TestingEngine.start(compiledFully(postgres))) {
      Talk talk = Talk.begin(engine.client());
      WholeSearch search = new WholeSearch(engine.client());
      search.found("what a search needs anyhow", 10);
      long before = LiveHeap.of(engine);
      fill(postgres, talk.id());
      long first = search(search, "the first search reads all vectors");
      long[] nanos = new long[SEARCHES];
      for (int number = 0; number < SEARCHES; number++) {
        nanos[number] = search(search, "what was said about number " + number);
      }
      long index = LiveHeap.of(engine) - before;
      Arrays.sort(nanos);
      Reports.write(
          "memory",
          "%d messages, %d kB: first search %d ms, then half %d ms, 95 %% %d ms, slowest %d ms"
              .formatted(
                  MESSAGES,
                  index / 1_000,
                  first / 1_000_000,
                  nanos[SEARCHES / 2] / 1_000_000,
                  nanos[SEARCHES * 95 / 100] / 1_000_000,
                  nanos[SEARCHES - 1] / 1_000_000));
      assertThat(index).isLessThan(MOST_BYTES);
      assertThat(nanos[SEARCHES * 95 / 100]).isLessThan(LONGEST.toNanos());
      new NearestVectors(postgres, talk).areWhatASearchFinds("a question that was once said");
    }
  }

  /** As operators run it: what is timed here is a loop. */
  private static Map<String, String> compiledFully(RealPostgres postgres) {
    Map<String, String> settings = StoreSettings.of(postgres);
    settings.put("JVM_ARGS", "");
    return settings;
  }

  private static long search(WholeSearch search, String query) {
    assertThat(search.found(query, 10)).hasSize(10);
    return search.nanos();
  }

  /** Random vectors: no search is quicker for their likeness. */
  private static void fill(RealPostgres postgres, String conversation) throws SQLException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      // At once, or the engine would begin to embed them.
      connection.setAutoCommit(false);
      statement.execute(
          """
          insert into message
            (id, conversation_id, parent_id, role, content, status, created_at, writer)
          select gen_random_uuid(), '%s', '00000000-0000-0000-0000-000000000000', 'user',
            'Message ' || n, 'complete', now(), '00000000-0000-0000-0000-000000000000'
          from generate_series(1, %d) n
          """
              .formatted(conversation, MESSAGES));
      statement.execute(
          """
          insert into message_vector (message_id, conversation_id, owner, model, scale, dimensions)
          select m.id, m.conversation_id, c.owner, 'all-minilm-l6-v2', 0.0007,
            decode((select string_agg(md5(m.id::text || k), '') from generate_series(1, 24) k), 'hex')
          from message m join conversation c on c.id = m.conversation_id
          on conflict do nothing
          """);
      connection.commit();
    }
  }
}
