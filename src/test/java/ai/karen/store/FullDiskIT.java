package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.karen.testing.Eventually;
import ai.karen.testing.Line;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.SmallDisk;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.EchoingProvider;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.Talk;
import ai.karen.testing.writes.WriteCheck;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The data folder's disk is full for a while. Needs a user who may mount file systems. */
class FullDiskIT {
  private static final int RATE = Scale.of("rate", 20);

  /** What two engines take, one after the other. */
  private static final int MEGABYTES = 192;

  private static final Duration A_WHILE = Duration.ofMillis(1_500);
  private static final Duration NOTICED = Duration.ofSeconds(10);
  private static final Duration DRAINED = Duration.ofSeconds(60);

  private static SmallDisk disk;
  private static EchoingProvider provider;

  @BeforeAll
  static void mount() {
    Optional<SmallDisk> mounted = SmallDisk.mount(MEGABYTES);
    assumeTrue(mounted.isPresent(), "this user may not mount a file system");
    disk = mounted.get();
    provider = new EchoingProvider();
  }

  @AfterAll
  static void unmount() {
    if (disk != null) {
      provider.close();
      disk.close();
    }
  }

  @Test
  void writesAreRefusedUntilThereIsRoomAndNothingIsLost() {
    try (TestingEngine engine = on("embedded", Map.of())) {
      AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
      Moments.let(A_WHILE);
      disk.fill();
      Eventually.holds("writes are refused", () -> load.figures().refused() > 0);
      Moments.let(A_WHILE);
      StoreView stores = new StoreView(engine.client());
      assertThat(modeOf(stores)).isEqualTo("read-only");
      disk.free();
      awaitMoreOf(load);
      assertThat(stores.isPrimary()).isTrue();
      load.stop();
      WriteCheck told = load.checkByEngine();
      load.report("full-disk", "a full disk at %d writes a second".formatted(RATE), told);
      assertThat(load.violations(told)).allMatch(WriteCheck::isQuestionAlone);
    }
  }

  /**
   * Copies can't follow what PostgreSQL takes meanwhile. So a conversation that was changed then is
   * refused when that dies too, until it is back: nobody builds on a copy that lacks something.
   */
  @Test
  void besideAPostgresItCostsNothingAndWhenThatDiesTooWritesAreRefusedUntilThereIsRoom() {
    try (RealPostgres postgres = RealPostgres.start();
        Line line = Line.to(postgres.port());
        TestingEngine engine = on("shared", StoreSettings.of(postgres.jdbcUrl(line.port())))) {
      StoreView stores = new StoreView(engine.client());
      stores.awaitPrimary(DRAINED);
      Talk talk = new Talk(engine.client());
      String untouched = talk.create("before the disk was full");
      AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
      Moments.let(A_WHILE);
      disk.fill();
      Eventually.holds("it is told", () -> modeOf(stores).equals("without-journal"));
      awaitMoreOf(load);
      requireThatNobodyKnowsWhetherAnUnheardCommitIsStored(engine, line, postgres);
      int refusedBeside = load.figures().refused();
      assertThat(load.figures().unreadable()).as("while PostgreSQL was there").isEmpty();
      postgres.kill();
      int taken = awaitRefusals(load);
      assertThat(modeOf(stores)).isEqualTo("read-only");
      Moments.let(A_WHILE);
      assertThat(load.figures().acknowledged()).as("nothing is taken").isEqualTo(taken);
      assertThat(talk.status(untouched)).as("what did not change is read").isEqualTo(200);
      disk.free();
      AcknowledgedWrites anew = AcknowledgedWrites.start(engine.client(), RATE);
      awaitMoreOf(anew);
      assertThat(modeOf(stores)).isEqualTo("journal");
      talk.say(untouched, "after there was room");
      postgres.restart();
      stores.awaitPrimary(NOTICED);
      awaitMoreOf(load);
      load.stop();
      anew.stop();
      stores.awaitDrained(DRAINED);
      conclude(load, anew, postgres);
      assertThat(talk.contents(untouched)).contains("after there was room");
      assertThat(refusedBeside).as("refused while PostgreSQL was there").isZero();
    } finally {
      disk.free();
    }
  }

  /** PostgreSQL has it, its answer is lost, and the journal takes nothing. */
  private static void requireThatNobodyKnowsWhetherAnUnheardCommitIsStored(
      TestingEngine engine, Line line, RealPostgres postgres) {
    String id = new Talk(engine.client()).create("unheard");
    String path = "/api/conversations/" + id + "/messages";
    String words = "unheard " + UUID.randomUUID();
    // More than there may be room for in the last page of a file.
    String content = words + "x".repeat(20_000);
    String question = "{\"content\":\"" + content + "\"}";
    Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    // What the embedded database had in reserve is free for the journal by now.
    disk.fill();
    line.withholdCommitAfter(words);
    HttpResponse<String> open = engine.client().post(path, question, key);
    assertThat(open.statusCode()).as(open.body()).isEqualTo(503);
    assertThat(open.headers().firstValue("Retry-After")).isPresent();
    assertThat(open.body())
        .contains("It is not known whether this was stored", "the same Idempotency-Key");
    assertThat(contents(id, postgres)).as("it is, though").containsExactly(content);
    HttpResponse<String> again = engine.client().post(path, question, key);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(contents(id, postgres)).containsExactly(content, "Re: " + content);
  }

  private static List<String> contents(String id, RealPostgres postgres) {
    return new KeptInPostgres(postgres).messages(id).stream().map(Kept.Message::content).toList();
  }

  private static void conclude(
      AcknowledgedWrites load, AcknowledgedWrites anew, RealPostgres postgres) {
    WriteCheck told = load.checkByEngine();
    WriteCheck kept = load.checkIn(postgres);
    String conditions = "a full disk beside PostgreSQL at %d writes a second".formatted(RATE);
    load.report("full-disk-postgres", conditions, told, kept);
    assertThat(load.violations(told, kept)).allMatch(FullDiskIT::isOfAFullDiskAndAKill);
    assertThat(load.figures().unanswered()).isEmpty();
    assertThat(anew.violations(anew.checkByEngine(), anew.checkIn(postgres))).isEmpty();
  }

  /** Returns how many were acknowledged by then. */
  private static int awaitRefusals(AcknowledgedWrites load) {
    int before = load.figures().refused();
    Eventually.holds("writes are refused", () -> load.figures().refused() > before + RATE);
    return load.figures().acknowledged();
  }

  private static void awaitMoreOf(AcknowledgedWrites load) {
    int before = load.figures().acknowledged();
    Eventually.holds("writes are taken", () -> load.figures().acknowledged() > before + RATE);
  }

  private static String modeOf(StoreView stores) {
    return stores.check("database").getString("mode");
  }

  /**
   * What was acknowledged in the moment of the kill can't be read back until PostgreSQL returns:
   * the copy of it had missed what that took before.
   */
  private static boolean isOfAFullDiskAndAKill(String violation) {
    return WriteCheck.isQuestionAlone(violation) || violation.matches("unreadable .* 503\\b.*");
  }

  private static TestingEngine on(String folder, Map<String, String> stores) {
    Map<String, String> settings = provider.settings();
    settings.putAll(stores);
    settings.put("KAREN_DATA_DIR", disk.folder().resolve(folder).toString());
    return TestingEngine.start(settings);
  }
}
