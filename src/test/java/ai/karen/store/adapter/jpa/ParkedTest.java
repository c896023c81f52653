package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.entity.Acknowledgement.Place;
import ai.karen.store.entity.Operation;
import ai.karen.testing.RealPostgres;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL in which a trigger of the operator's refuses a title. */
class ParkedTest {
  private static RealPostgres postgres;

  @TempDir private Path data;
  @TempDir private Path elsewhere;

  private final UUID id = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private TestingNode node;

  @BeforeAll
  static void startPostgres() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void open() {
    node = TestingNode.beside(postgres, data);
    postgres.execute(
        """
        create or replace function refuse() returns trigger language plpgsql as $$
        begin
          if new.title = 'poison' then raise exception 'refused'; end if;
          return new;
        end $$;
        create or replace trigger refuse before insert or update on conversation
        for each row execute function refuse()""");
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void whatATriggerRefusesIsNoOutageAndHoldsUpNobodyElse() {
    node.journal.append(Changes.created(id, "poison"));
    node.journal.append(Changes.created(other, "Beside"));

    node.replays.replay().run();

    assertThat(count("conversation", "id", other)).isOne();
    assertThat(node.journal.blocked()).containsExactly(id);
    assertThat(node.watch.isUp()).isTrue();
  }

  @Test
  void aDeletionPassesWhatIsParkedSoThatNoNodeServesIt() {
    node.ledger.execute(Changes.created(id, "First"));
    Operation poison = Changes.renamed(id, "poison");
    Operation behind = Changes.renamed(id, "Behind");
    node.journal.append(poison);
    node.journal.append(behind);
    node.replays.replay().run();
    assertThat(node.journal.blocked()).containsExactly(id);

    assertThat(node.ledger.execute(Changes.deleted(id)).place()).isEqualTo(Place.JOURNAL);
    node.replays.replay().run();

    assertThat(count("conversation", "id", id)).isZero();
    assertThat(count("operation_conflict", "id", poison.id())).isOne();
    assertThat(count("operation_conflict", "id", behind.id())).isOne();
    assertThat(node.journal.aggregates()).isEmpty();
    node.refresh.run();
    assertThat(Changes.title(node.ledger, id)).isEmpty();
  }

  /** Whoever deleted it could not know of what waits here. */
  @Test
  void whatIsParkedHereIsNotServedOnceItWasDeletedByWayOfAnotherNode() {
    node.ledger.execute(Changes.created(id, "First"));
    Operation poison = Changes.renamed(id, "poison");
    node.journal.append(poison);
    node.replays.replay().run();
    try (TestingNode there = TestingNode.beside(postgres, elsewhere)) {
      there.ledger.execute(Changes.deletedBy("somebody else", id));
      node.replays.replay().run();
      assertThat(node.journal.blocked()).as("it is not theirs").containsExactly(id);

      there.ledger.execute(Changes.deleted(id));
    }
    node.replays.replay().run();

    assertThat(node.journal.aggregates()).isEmpty();
    assertThat(count("operation_conflict", "id", poison.id())).isOne();
    node.refresh.run();
    assertThat(Changes.title(node.ledger, id)).isEmpty();
  }

  private static long count(String table, String column, UUID id) {
    return postgres.count("select count(*) from %s where %s = '%s'".formatted(table, column, id));
  }
}
