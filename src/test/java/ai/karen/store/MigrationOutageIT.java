package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A database whose tables can't be brought up to date at once. */
class MigrationOutageIT {
  private static final Duration HEALED = Duration.ofSeconds(30);
  private static final String BEGUN =
      "select count(*) from pg_stat_activity where application_name = 'karen-migrations'"
          + " and wait_event = 'PgSleep'";

  @Test
  void whatIsInTheWayIsToldAndAMigrationThatWasCutOffIsTakenUpAgain() {
    try (RealPostgres postgres = RealPostgres.start()) {
      postgres.execute("create table somebody_elses (id int)");
      eachTableTakesAWhile(postgres);
      try (TestingEngine engine = TestingEngine.start(StoreSettings.of(postgres))) {
        StoreView stores = new StoreView(engine.client());
        Eventually.holds(
            "the reason is told",
            () -> stores.check("database").getString("reason").contains("Found non-empty schema"));

        postgres.execute("drop table somebody_elses");
        Eventually.holds("the migration has begun", () -> postgres.count(BEGUN) > 0);
        postgres.kill();
        postgres.restart();

        stores.awaitPrimary(HEALED);
        assertThat(postgres.count("select count(*) from karen_schema where not success")).isZero();
      }
    }
  }

  private static void eachTableTakesAWhile(RealPostgres postgres) {
    postgres.execute("create schema aside");
    postgres.execute(
        "create function aside.pause() returns event_trigger language plpgsql as "
            + "$$ begin perform pg_sleep(0.2); end; $$");
    postgres.execute(
        "create event trigger slow on ddl_command_start when tag in ('CREATE TABLE')"
            + " execute function aside.pause()");
  }
}
