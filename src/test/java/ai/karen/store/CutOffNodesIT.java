package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Browser;
import ai.karen.testing.CommandJar;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.TwoNodes;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two engines on one PostgreSQL and one Redis, whose lines are cut and mended. */
class CutOffNodesIT {
  private static final Duration COPIED = Duration.ofSeconds(2);
  private static final String CONVERSATIONS = "/api/conversations/";

  private final TwoNodes nodes = TwoNodes.shared();
  private final RealPostgres postgres = nodes.postgres();
  private final Node first = nodes.first();
  private final Node second = nodes.second();

  @AfterEach
  void mend() {
    nodes.mend();
  }

  @Test
  void bothSidesOfACutKeepWhatTheyWereTold() {
    String id = first.talk().create("shared");
    first.talk().say(id, "before");
    copy(id);
    nodes.cut();
    first.talk().say(id, "first one");
    first.talk().say(id, "first two");
    second.talk().say(id, "second one");
    second.talk().say(id, "second two");
    assertThat(first.talk().contents(id)).contains("first two").doesNotContain("second two");
    nodes.heal();
    List<Kept.Message> kept = new KeptInPostgres(postgres).messages(id);
    assertThat(kept.stream().filter(message -> message.role().equals("user")))
        .extracting(Kept.Message::content)
        .containsExactlyInAnyOrder("before", "first one", "first two", "second one", "second two");
    assertThat(kept).hasSize(10);
    assertThat(parentOf("first one", kept))
        .isEqualTo(parentOf("second one", kept))
        .isEqualTo(idOf("Re: before", kept));
    assertThat(parentOf("first two", kept)).isEqualTo(idOf("Re: first one", kept));
    assertThat(first.talk().contents(id))
        .containsExactlyInAnyOrderElementsOf(second.talk().contents(id))
        .contains("first two", "second two");
  }

  @Test
  void aDeletionOnOneSideWins() {
    String id = first.talk().create("doomed");
    first.talk().say(id, "before");
    copy(id);
    nodes.cut();
    first.talk().delete(id);
    second.talk().say(id, "after the deletion");
    assertThat(first.talk().status(id)).isEqualTo(404);
    assertThat(second.talk().status(id)).isEqualTo(200);
    // In this order, so that the message comes after the deletion and is a conflict.
    first.mend();
    first.stores().awaitPrimary(TwoNodes.HEALED);
    first.stores().awaitDrained(TwoNodes.HEALED);
    nodes.heal();
    assertThat(first.talk().status(id)).isEqualTo(404);
    assertThat(second.talk().status(id)).isEqualTo(404);
    KeptInPostgres kept = new KeptInPostgres(postgres);
    assertThat(kept.title(id)).isEmpty();
    assertThat(kept.messages(id)).isEmpty();
    assertThat(
            postgres.count(
                "select count(*) from operation_conflict where aggregate = '" + id + "'"))
        .isPositive();
  }

  @Test
  void whatCannotBeAppliedIsParkedAndHoldsUpOnlyItsOwn() {
    String stuck = first.talk().create("stuck");
    String free = first.talk().create("free");
    postgres.execute(
        "alter table message add constraint refused check (content <> 'not to be stored')");
    nodes.cut();
    first.talk().say(stuck, "not to be stored");
    first.talk().say(free, "to be stored");
    nodes.mend();
    Eventually.holds("one is parked", () -> first.stores().parked() > 0);
    Eventually.holds("it is counted", () -> first.figure("karen_journal_parked") == 1);
    Eventually.holds(
        "the other is stored", () -> new KeptInPostgres(postgres).messages(free).size() == 2);
    assertThat(first.stores().journal().getJsonArray("parked").toString())
        .contains(stuck)
        .doesNotContain("not to be stored");
    assertThat(first.talk().contents(stuck)).contains("not to be stored");
    first.talk().say(stuck, "behind it");
    postgres.execute("alter table message drop constraint refused");
    first.restart();
    first.stores().awaitDrained(TwoNodes.HEALED);
    assertThat(first.stores().parked()).isZero();
    assertThat(new KeptInPostgres(postgres).messages(stuck))
        .extracting(Kept.Message::content)
        .containsExactly("not to be stored", "Re: not to be stored", "behind it", "Re: behind it");
  }

  @Test
  void whatWasBegunAndCannotBeAppliedStandsInListsAndExports() {
    String other = first.talk().create("applied");
    postgres.execute("alter table conversation add constraint refused check (title <> 'refused')");
    nodes.cut();
    String refused = first.talk().create("refused");
    first.talk().say(refused, "said in it");
    nodes.mend();
    Eventually.holds("one is parked", () -> first.stores().parked() > 0);
    first.stores().awaitPrimary(TwoNodes.HEALED);
    HttpResponse<String> list = first.get("/api/conversations?limit=100");
    assertThat(list.body()).contains(refused, other, "\"partial\":true");
    assertThat(Node.isDegraded(list)).isTrue();
    HttpResponse<String> export = first.get("/api/auth/export");
    assertThat(export.body()).contains("said in it", other, "\"partial\":true");
    assertThat(search().body()).contains("\"partial\":true");
    postgres.execute("alter table conversation drop constraint refused");
    first.restart();
    first.stores().awaitDrained(TwoNodes.HEALED);
    assertThat(second.get("/api/auth/export").body())
        .contains("said in it")
        .contains("\"partial\":false");
  }

  @Test
  void inACutAnswersSayWhatTheyMayLackAndNothingIsMissingThatMayExist() {
    String unseen = second.talk().create("unseen");
    String seen = first.talk().create("seen");
    first.talk().say(seen, "kept here");
    assertThat(Node.isDegraded(first.get(CONVERSATIONS + seen + "/messages"))).isFalse();
    Eventually.holds("it is found", () -> isFoundWholly("kept here"));
    nodes.cut();
    HttpResponse<String> list = first.get("/api/conversations?limit=100");
    assertThat(list.body()).contains(seen, "\"partial\":true").doesNotContain(unseen);
    assertThat(Node.isDegraded(list)).isTrue();
    HttpResponse<String> found = search();
    assertThat(found.body()).contains("\"data\":[", "\"partial\":true");
    assertThat(Node.isDegraded(found)).isTrue();
    HttpResponse<String> export = first.get("/api/auth/export");
    assertThat(export.body()).contains("kept here", "\"partial\":true").doesNotContain(unseen);
    for (String path : List.of(CONVERSATIONS + seen, CONVERSATIONS + seen + "/messages")) {
      assertThat(first.get(path).statusCode()).isEqualTo(200);
      assertThat(Node.isDegraded(first.get(path))).as(path).isTrue();
    }
    for (String path : List.of(CONVERSATIONS + unseen, CONVERSATIONS + unseen + "/messages")) {
      HttpResponse<String> refusal = first.get(path);
      assertThat(refusal.statusCode()).as(path).isEqualTo(503);
      assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
    }
    nodes.heal();
    assertThat(first.talk().status(unseen)).isEqualTo(200);
    assertThat(first.get("/api/auth/export").body()).contains(unseen, "\"partial\":false");
    assertThat(isFoundWholly("kept here")).as("no search is partial any more").isTrue();
  }

  private boolean isFoundWholly(String content) {
    HttpResponse<String> found = search();
    return found.body().contains(content)
        && !found.body().contains("\"partial\"")
        && !Node.isDegraded(found);
  }

  private HttpResponse<String> search() {
    String query = "{\"query\":\"what is kept here\",\"limit\":50}";
    return first.engine().client().post("/api/memory/search", query);
  }

  @Test
  void whatALostNodeKeptIsHandedToAnotherAndNothingOfItComesTwice() {
    String id = first.talk().create("of a lost node");
    first.talk().say(id, "before");
    first.cut();
    first.stores().awaitFallback(TwoNodes.NOTICED);
    first.talk().say(id, "only there");
    first.engine().kill();
    Path lost = first.engine().dataFolder();
    assertThat(tool("check", lost)).startsWith("0 The journal is whole");
    assertThat(tool("list", lost)).startsWith("0 ").contains(id).doesNotContain("only");
    assertThat(tool("hand-over", lost, second.engine().dataFolder()))
        .startsWith("0 ")
        .contains("handed over");
    Eventually.holds("it is adopted", () -> new KeptInPostgres(postgres).messages(id).size() == 4);
    second.stores().awaitDrained(TwoNodes.HEALED);
    assertThat(second.talk().contents(id)).contains("only there");
    first.mend();
    first.engine().restart();
    first.stores().awaitDrained(TwoNodes.HEALED);
    assertThat(new KeptInPostgres(postgres).messages(id))
        .extracting(Kept.Message::content)
        .containsExactly("before", "Re: before", "only there", "Re: only there");
    assertThat(first.talk().contents(id)).hasSize(4);
  }

  @Test
  void theStoresTellHowTheyAreAndWhatWaits() {
    Instant before = Instant.now().minusSeconds(1);
    nodes.cut();
    first.talk().create("waits");
    Eventually.holds(
        "Redis is away too",
        () -> first.stores().store("redis").getString("mode").equals("memory"));
    for (String store : List.of("database", "redis")) {
      JsonObject shown = first.stores().store(store);
      JsonObject checked = first.stores().check(store);
      assertThat(shown.getString("reason")).isNotEmpty().isEqualTo(checked.getString("reason"));
      assertThat(shown.getString("mode")).isEqualTo(checked.getString("mode"));
      assertThat(Instant.parse(shown.getString("since"))).isAfter(before);
      assertThat(checked.getString("since")).isEqualTo(shown.getString("since"));
      requireTheSameInMetrics(store, checked);
    }
    JsonObject journal = first.stores().journal();
    assertThat(journal.getInt("depth")).isPositive();
    assertThat(Instant.parse(journal.getString("oldest"))).isAfter(before);
    assertThat(journal.getJsonArray("parked")).isEmpty();
    assertThat(first.figure("karen_database_primary")).isZero();
    assertThat(first.figure("karen_redis_primary")).isZero();
    assertThat(first.figure("karen_journal_entries")).isPositive();
    Eventually.holds("it grows old", () -> first.figure("karen_journal_oldest_seconds") >= 1);
    assertThat(first.stores().check("database").getInt("journal_oldest_seconds")).isPositive();
    nodes.heal();
    assertThat(first.figure("karen_database_primary")).isEqualTo(1);
    assertThat(first.figure("karen_store_reason", "store=\"database\"", "reason=\"none\""))
        .isEqualTo(1);
    assertThat(first.figure("karen_journal_parked")).isZero();
    Instant replayed = Instant.parse(first.stores().journal().getString("last_replay"));
    assertThat(replayed).isAfter(before);
    assertThat(first.stores().check("database").getString("last_replay")).isNotEmpty();
    assertThat(first.figure("karen_journal_last_replay_timestamp_seconds"))
        .isGreaterThanOrEqualTo(before.getEpochSecond());
    assertThat(first.stores().store("database").get("reason")).isEqualTo(JsonValue.NULL);
  }

  /** Its mode, since when and why; for the reason there are but a few words. */
  private void requireTheSameInMetrics(String store, JsonObject checked) {
    String ofStore = "store=\"" + store + "\"";
    String mode = "mode=\"" + checked.getString("mode") + "\"";
    assertThat(first.figure("karen_store_mode", ofStore, mode)).isEqualTo(1);
    assertThat(first.figure("karen_store_mode", ofStore, "mode=\"primary\"")).isZero();
    assertThat(first.figure("karen_store_since_timestamp_seconds", ofStore))
        .isEqualTo(Instant.parse(checked.getString("since")).getEpochSecond());
    List<String> reasons =
        first
            .get("/metrics")
            .body()
            .lines()
            .filter(line -> line.startsWith("karen_store_reason{") && line.contains(ofStore))
            .filter(line -> line.endsWith(" 1"))
            .toList();
    assertThat(reasons).hasSize(1).noneMatch(line -> line.contains("reason=\"none\""));
  }

  /** At once where its tokens are counted, and each minute for others. */
  @Test
  void thatAKeyWasUsedComesByTheJournalThoughNothingIsAway() {
    JsonObject before = first.stores().store("database");
    int replayed = first.stores().replayed();
    String wish = "{\"scopes\":[\"chat\"],\"token_budget\":1000000}";
    JsonObject made = Browser.json(first.engine().client().post("/api/auth/api-keys", wish));
    Browser program = new Browser(first.engine().client());
    program.useToken(made.getString("key"));
    String uses =
        "select count(*) from api_key_usage where key_id = '" + made.getString("id") + "'";
    assertThat(postgres.count(uses)).isZero();
    Instant used = Instant.now().minusSeconds(1);
    String question =
        "{\"model\":\"echoing\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    assertThat(program.send("POST", "/v1/chat/completions", question).statusCode()).isEqualTo(200);
    String since = uses + " and used_at > '" + used + "'";
    Eventually.holds("its use is stored", () -> postgres.count(since) == 1);
    Eventually.holds("by way of the journal", () -> first.stores().replayed() > replayed);
    JsonObject after = first.stores().store("database");
    assertThat(after.getString("mode")).isEqualTo("primary");
    assertThat(after.getString("since")).as("ever since").isEqualTo(before.getString("since"));
  }

  private static String tool(Object... words) {
    return CommandJar.run("karen-journal.jar", words);
  }

  /** What is read is copied a moment later. */
  private void copy(String id) {
    second.talk().contents(id);
    Moments.let(COPIED);
  }

  private static String parentOf(String content, List<Kept.Message> kept) {
    return only(content, kept).parent();
  }

  private static String idOf(String content, List<Kept.Message> kept) {
    return only(content, kept).id();
  }

  private static Kept.Message only(String content, List<Kept.Message> kept) {
    return kept.stream()
        .filter(message -> message.content().equals(content))
        .findFirst()
        .orElseThrow();
  }
}
