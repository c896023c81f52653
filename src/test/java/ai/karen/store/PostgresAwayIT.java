package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.EchoingProvider;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Talk;
import ai.karen.testing.writes.WriteCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL goes away while an answer streams in a conversation, or for longer than the smallest
 * journal has room.
 */
class PostgresAwayIT {
  private static final int RATE = 20;
  private static final int FULL_RATE = 1_000;
  private static final int FULL_CLIENTS = 16;
  private static final int LIMIT = 1_000_000;

  /** The last eighth is for the journal's own records. */
  private static final int ALMOST = LIMIT / 8 * 6;

  private static final Duration BACK = Duration.ofSeconds(5);
  private static final Duration DRAINED = Duration.ofSeconds(60);

  /** A second until it is written down, and what a busy machine takes for that. */
  private static final Duration CHECKPOINT = Duration.ofSeconds(2);

  private static RealPostgres postgres;
  private static ScriptedProvider teller;
  private static EchoingProvider echo;
  private static TestingEngine engine;
  private static StoreView stores;

  @BeforeAll
  static void start() {
    postgres = RealPostgres.start();
    teller = ScriptedProvider.start();
    echo = new EchoingProvider();
    Map<String, String> settings = StoreSettings.of(postgres);
    settings.putAll(echo.settings());
    settings.put("KAREN_PROVIDERS_EXTRA", "echo,teller");
    settings.put("KAREN_PROVIDERS_TELLER_BASE_URL", teller.baseUrl());
    settings.put("KAREN_PROVIDERS_TELLER_MODEL", "a-model");
    settings.put("KAREN_CHAIN_NAMES", "echoing,telling");
    settings.put("KAREN_CHAIN_TELLING", "teller");
    settings.put("KAREN_JOURNAL_MAX_SIZE", String.valueOf(LIMIT));
    engine = TestingEngine.start(settings);
    stores = new StoreView(engine.client());
  }

  @AfterAll
  static void stop() {
    engine.close();
    echo.close();
    teller.close();
    postgres.close();
  }

  @BeforeEach
  void healthy() {
    stores.awaitPrimary(DRAINED);
    stores.awaitDrained(DRAINED);
  }

  @Test
  void aStreamGoesOnToItsEndWhilePostgresIsKilled() {
    goesOn(postgres::kill, postgres::restart);
  }

  @Test
  void aStreamGoesOnToItsEndWhilePostgresIsFrozen() {
    goesOn(postgres::freeze, postgres::thaw);
  }

  private static void goesOn(Runnable takeAway, Runnable bringBack) {
    StreamingTalk talk = telling();
    talk.requireThatWhatIsReadableGrows();
    takeAway.run();
    stores.awaitFallback(BACK);
    talk.requireThatWhatIsReadableGrows();
    talk.requireThatItIsDeliveredToItsEnd();
    talk.requireReadable("complete", talk.said());
    assertThat(stores.isPrimary()).as("it is back").isFalse();
    bringBack.run();
    awaitReplay();
    talk.requireKeptIn(postgres, "complete", talk.said());
    talk.requireReadable("complete", talk.said());
  }

  @Test
  void ofAKilledEnginesStreamTheBeginningIsThereWhilePostgresIsAway() {
    StreamingTalk talk = telling();
    postgres.kill();
    stores.awaitFallback(BACK);
    talk.requireThatWhatIsReadableGrows();
    String delivered = talk.deliveredBefore(CHECKPOINT);
    engine.kill();
    engine.restart();
    String kept = talk.readable();
    assertThat(delivered).isNotEmpty();
    assertThat(kept).startsWith(delivered);
    assertThat(talk.said()).startsWith(kept);
    talk.requireReadable("interrupted", kept);
    assertThat(stores.isPrimary()).as("it is back").isFalse();
    postgres.restart();
    awaitReplay();
    talk.requireKeptIn(postgres, "interrupted", kept);
    talk.requireReadable("interrupted", kept);
  }

  @Test
  void ofAKilledEnginesStreamTheBeginningIsThereWherePostgresNeverWasAway() {
    StreamingTalk talk = telling();
    talk.requireThatWhatIsReadableGrows();
    String delivered = talk.deliveredBefore(CHECKPOINT);
    engine.kill();
    engine.restart();
    awaitReplay();
    String kept = talk.readable();
    assertThat(kept).isNotEmpty().startsWith(delivered);
    assertThat(talk.said()).startsWith(kept);
    talk.requireReadable("interrupted", kept);
    talk.requireKeptIn(postgres, "interrupted", kept);
  }

  @Test
  void aFullJournalRefusesAndDropsNothing() {
    postgres.kill();
    String oldest = almostFull();
    String first = stores.journal().getString("oldest");
    AcknowledgedWrites filling = AcknowledgedWrites.start(engine.client(), FULL_RATE, FULL_CLIENTS);
    Eventually.holds("writes are refused", () -> filling.figures().refused() > FULL_CLIENTS);
    Eventually.holds("readiness tells", PostgresAwayIT::isReadOnly);
    Eventually.holds("status tells", PostgresAwayIT::isSaidToBeFull);
    assertThat(stores.journal().getInt("bytes")).isLessThanOrEqualTo(LIMIT);
    assertThat(stores.journal().getString("oldest")).as("is not dropped").isEqualTo(first);
    filling.stop();
    AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
    postgres.restart();
    stores.awaitPrimary(BACK);
    int before = load.figures().acknowledged();
    Eventually.holds("writes are taken", () -> load.figures().acknowledged() > before + RATE);
    load.stop();
    stores.awaitDrained(DRAINED);
    assertThat(stores.journal().isNull("fault")).as("nothing is wrong any more").isTrue();
    assertThat(new KeptInPostgres(postgres).messages(oldest)).hasSizeGreaterThan(2);
    requireNothingLostOrDoubled("full-journal", filling);
    requireNothingLostOrDoubled("behind-full-journal", load);
  }

  @Test
  void whoRepeatsAQuestionWhoseAnswerFoundNoRoomGetsItOnce() {
    postgres.kill();
    stores.awaitFallback(BACK);
    String other = almostFull();
    UnansweredTalk talk = UnansweredTalk.begin(engine.client(), teller, "telling");
    talk.fill(other);
    talk.requireThatTheQuestionAloneIsKept();
    postgres.restart();
    awaitReplay();
    talk.requireThatTheSameRequestIsAnswered();
    talk.requireKeptIn(postgres);
  }

  @Test
  void aStreamWhoseEndFindsNoRoomSaysThatItsBeginningIsKeptAndItIs() {
    postgres.kill();
    stores.awaitFallback(BACK);
    StreamingTalk talk = telling();
    talk.requireThatWhatIsReadableGrows();
    fillUp(almostFull());
    talk.requireThatItIsToldToBeKeptInPart();
    String kept = talk.readable();
    assertThat(kept).isNotEmpty();
    assertThat(talk.said()).startsWith(kept).isNotEqualTo(kept);
    postgres.restart();
    awaitReplay();
    talk.requireKeptIn(postgres, "interrupted", kept);
    talk.requireReadable("interrupted", kept);
  }

  /** Until there is no room for the shortest message either. */
  private static void fillUp(String conversation) {
    String path = "/api/conversations/" + conversation + "/messages";
    for (int length : List.of(30_000, 3_000, 300, 1)) {
      String body = "{\"content\":\"" + "x".repeat(length) + "\"}";
      int status = 200;
      while (status == 200) {
        status = engine.client().post(path, body).statusCode();
      }
      assertThat(status).isEqualTo(503);
    }
  }

  /** Returns the conversation that came first. */
  private static String almostFull() {
    Talk talk = new Talk(engine.client());
    String id = talk.create("Long");
    while (stores.journal().getInt("bytes") < ALMOST) {
      talk.say(id, "long ".repeat(4_000));
    }
    return id;
  }

  private static boolean isReadOnly() {
    var database = stores.check("database");
    return database.getString("mode").equals("read-only")
        && database.getString("reason").contains("The journal is full");
  }

  private static boolean isSaidToBeFull() {
    return stores.journal().getString("fault", "").contains("karen.journal.max-size");
  }

  private static void requireNothingLostOrDoubled(String name, AcknowledgedWrites load) {
    WriteCheck told = load.checkByEngine();
    WriteCheck kept = load.checkIn(postgres);
    load.report(name, "a journal of %d bytes".formatted(LIMIT), told, kept);
    assertThat(load.figures().acknowledged()).isPositive();
    assertThat(load.violations(told, kept)).allMatch(WriteCheck::isQuestionAlone);
  }

  private static StreamingTalk telling() {
    return StreamingTalk.begin(engine.client(), teller, "telling");
  }

  private static void awaitReplay() {
    stores.awaitPrimary(BACK);
    stores.awaitDrained(DRAINED);
  }
}
