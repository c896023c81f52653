package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.CommandJar;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.PaidAnswers;
import ai.karen.testing.writes.WriteCheck;
import java.time.Duration;

/**
 * A backlog is carried into PostgreSQL, and in the middle of one of its transactions first
 * PostgreSQL is killed and then the engine.
 */
record ReplayKills(TestingEngine engine, RealPostgres postgres) {
  private static final int BACKLOG = 300;
  private static final int PAID = 20;
  private static final Duration DRAINED = Duration.ofSeconds(60);

  /** So that a replay is met while it goes on. */
  private static final String SLOW =
      """
      create function slow() returns trigger language plpgsql as
        'begin perform pg_sleep(0.01); return new; end';
      create trigger slow before insert on message for each row execute function slow()""";

  private static final String WAITS_IN_A_TRANSACTION =
      "select count(*) from pg_stat_activity where wait_event = 'PgSleep'";

  void loseNothing() {
    StoreView stores = new StoreView(engine.client());
    AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), 1_000, 16);
    PaidAnswers paid = PaidAnswers.start(engine.client(), PAID);
    postgres.execute(SLOW);
    postgres.kill();
    Eventually.holds("there is a backlog", () -> stores.waiting() >= BACKLOG);
    load.stop();
    paid.stop();
    assertThat(paid.answered()).isPositive();
    meetTheReplay();
    postgres.kill();
    assertThat(stores.waiting()).as("what waits after PostgreSQL's end").isPositive();
    meetTheReplay();
    engine.kill();
    assertThat(CommandJar.run("karen-journal.jar", "list", engine.dataFolder()))
        .as("what waits after the engine's end")
        .matches("(?s)0 \\S.+");
    postgres.execute("drop trigger slow on message");
    engine.restart();
    stores.awaitPrimary(DRAINED);
    stores.awaitDrained(DRAINED);
    judge(load, paid);
  }

  private void meetTheReplay() {
    postgres.restart();
    Eventually.holds(
        "a transaction of the replay is open", () -> postgres.count(WAITS_IN_A_TRANSACTION) > 0);
  }

  private void judge(AcknowledgedWrites load, PaidAnswers paid) {
    WriteCheck told = load.checkByEngine();
    WriteCheck kept = load.checkIn(postgres);
    String conditions =
        "PostgreSQL and then the engine killed while at least %d operations are replayed; %s"
            .formatted(BACKLOG, paid);
    load.report("killed-in-replay", conditions, told, kept);
    assertThat(load.violations(told, kept)).as(conditions).isEmpty();
    assertThat(paid.violations(postgres)).isEmpty();
  }
}
