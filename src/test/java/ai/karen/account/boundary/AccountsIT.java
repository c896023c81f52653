package ai.karen.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.control.user.OlderHash;
import ai.karen.json.entity.Json;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Browser;
import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StoreSettings;
import ai.karen.testing.StoreView;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.Talk;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.Wire;
import ai.karen.testing.writes.Moments;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Set-up, users and API keys, with a database that goes away and returns. */
@TestMethodOrder(OrderAnnotation.class)
class AccountsIT {
  private static final String KEYS = "/api/auth/api-keys";
  private static final String USERS = "/api/admin/users";
  private static final String USAGE =
      "{\"id\":\"x\",\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":41}}";

  private static final Duration BACK = Duration.ofSeconds(30);
  private static final Duration A_DAY = Duration.ofDays(1);

  private static RealPostgres postgres;
  private static ScriptedProvider openAi;
  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    postgres = RealPostgres.start();
    openAi = ScriptedProvider.start();
    Map<String, String> settings = new LinkedHashMap<>(StoreSettings.of(postgres));
    settings.put("OPENAI_API_KEY", "secret");
    settings.put("KAREN_PROVIDERS_OPENAI_BASE_URL", openAi.baseUrl());
    engine = TestingEngine.start(settings);
  }

  @AfterAll
  static void stop() {
    engine.close();
    openAi.close();
    postgres.close();
  }

  @Test
  @Order(1)
  void setUpIsRefusedWhileTheDatabaseIsAwayAndWorksOnceWhenItIsBack() throws IOException {
    String code = Files.readString(engine.dataFolder().resolve("setup-code")).strip();
    postgres.kill();
    assertThat(setUp(code, "ada@example.org").statusCode()).isEqualTo(503);
    assertThat(setUp("wrong", "ada@example.org").statusCode()).isEqualTo(503);
    postgres.restart();
    // Not by asking again and again: of one address's refusals so many a minute are written down.
    new StoreView(engine.client()).awaitPrimary(BACK);
    assertThat(setUp("wrong", "ada@example.org").statusCode()).isEqualTo(403);

    HttpResponse<String> weak =
        post("/api/setup", setUpBody(code, "ada@example.org", "password1234"));
    assertThat(weak.statusCode()).isEqualTo(400);
    assertThat(weak.body()).contains("password_common").doesNotContain("password1234");
    HttpResponse<String> made = setUp(code, "Ada@Example.org");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).contains("\"ada@example.org\"", "\"admin\"").doesNotContain("argon");

    assertThat(setUp(code, "eve@example.org").statusCode()).isEqualTo(404);
    assertThat(engine.dataFolder().resolve("setup-code")).doesNotExist();
    assertThat(engine.logs()).doesNotContain(code);
  }

  @Test
  @Order(2)
  void whatNeedsAPersonIsRefusedToKeysInPlainWords() {
    String chat = key("{\"scopes\":[\"chat\"]}").getString("key");
    for (HttpResponse<String> answer :
        List.of(
            engine.client().post("/api/auth/password", "{}"),
            send("DELETE", "/api/auth/me", "{\"password\":\"x\"}", TestingEngine.KEY),
            send("POST", KEYS, "{\"scopes\":[\"chat\"]}", chat),
            send("GET", KEYS, "", chat))) {
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("session_required", "next_steps");
    }
    assertThat(send("GET", USERS, "", chat).statusCode()).isEqualTo(403);
    String metrics = key("{\"scopes\":[\"metrics\"]}").getString("key");
    assertThat(send("GET", "/metrics", "", metrics).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/metrics", "", chat).body()).contains("insufficient_scope");
    assertThat(send("GET", "/v1/models", "", metrics).body()).contains("insufficient_scope");
    String words = "{\"model\":\"all-minilm-l6-v2\",\"input\":\"x\"}";
    HttpResponse<String> embeddings = send("POST", "/v1/embeddings", words, chat);
    assertThat(embeddings.statusCode()).isEqualTo(403);
    assertThat(embeddings.body()).contains("insufficient_scope");
    assertThat(engine.client().getAnonymously(USERS).statusCode()).isEqualTo(401);
    assertThat(engine.client().getAnonymously(KEYS).statusCode()).isEqualTo(401);
    requireWrittenDown("session_required", "/api/auth/password");
    requireWrittenDown("session_required", "/api/auth/me");
    requireWrittenDown("session_required", KEYS);
    requireWrittenDown("insufficient_scope", "/metrics");
  }

  @Test
  @Order(3)
  void administratorsMakeChangeAndDeleteUsers() {
    HttpResponse<String> made = post(USERS, user("Bob@example.org", ",\"name\":\"Bob\""));
    assertThat(made.statusCode()).isEqualTo(201);
    JsonObject bob = Json.readObject(made.body());
    assertThat(bob.getString("role")).isEqualTo("user");
    String path = USERS + "/" + bob.getString("id");

    assertThat(post(USERS, user("bob@EXAMPLE.org", "")).statusCode()).isEqualTo(409);
    assertThat(post(USERS, user("not an address", "")).statusCode()).isEqualTo(400);
    assertThat(post(USERS, user("x@example.org", ",\"role\":\"root\"")).statusCode())
        .isEqualTo(400);

    HttpResponse<String> changed =
        send("PATCH", path, "{\"active\":false,\"name\":null}", TestingEngine.KEY);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).contains("\"active\":false", "\"name\":null");

    pagesAreWholeAndTheLastAdministratorStays(bob.getString("id"));

    assertThat(send("DELETE", path, "", TestingEngine.KEY).statusCode()).isEqualTo(204);
    assertThat(send("DELETE", path, "", TestingEngine.KEY).statusCode()).isEqualTo(404);
  }

  @Test
  @Order(4)
  void aKeyIsToldOnceAndGoneWhenItIsTakenBack() {
    JsonObject made = key("{\"scopes\":[\"chat\"],\"name\":\"Indexer\"}");
    String text = made.getString("key");
    assertThat(send("GET", "/v1/models", "", text).statusCode()).isEqualTo(200);

    String list = engine.client().get(KEYS + "?limit=100").body();
    assertThat(list).contains(made.getString("id"), "Indexer", "last_used_at");
    assertThat(list).doesNotContain(text.substring(17), "hash");

    String path = KEYS + "/" + made.getString("id");
    assertThat(send("DELETE", path, "", TestingEngine.KEY).statusCode()).isEqualTo(204);
    assertThat(send("GET", "/v1/models", "", text).statusCode()).isEqualTo(401);
    assertThat(send("DELETE", path, "", TestingEngine.KEY).statusCode()).isEqualTo(404);
    assertThat(engine.logs()).doesNotContain(text.substring(17, 49));
  }

  @Test
  @Order(5)
  void aKeySendsUpToItsRequestsPerMinuteAndNoMore() {
    String text = key("{\"scopes\":[\"chat\"],\"requests_per_minute\":2}").getString("key");
    awaitRoomInTheMinute();
    assertThat(send("GET", "/v1/models", "", text).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/models", "", text).statusCode()).isEqualTo(200);
    HttpResponse<String> beyond = send("GET", "/v1/models", "", text);
    assertThat(beyond.statusCode()).isEqualTo(429);
    assertThat(beyond.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  @Order(6)
  void aKeyAsksForItsModelsOnly() {
    openAi.always(Behaviours.answer("Hello"));
    String text =
        key("{\"scopes\":[\"chat\",\"embeddings\"],\"models\":[\"openai/gpt\"]}").getString("key");
    assertThat(chat("openai/gpt", false, text).statusCode()).isEqualTo(200);
    assertThat(chat("primary", false, text).statusCode()).isEqualTo(403);
    assertThat(chat("primary", true, text).body()).contains("model_not_allowed");
    assertThat(
            send("POST", "/v1/embeddings", "{\"model\":\"all-minilm-l6-v2\",\"input\":\"x\"}", text)
                .statusCode())
        .isEqualTo(403);
    requireWrittenDown("model_not_allowed", "/v1/chat/completions");
    requireWrittenDown("model_not_allowed", "/v1/embeddings");
  }

  /** Also what no filter decides. */
  private static void requireWrittenDown(String code, String path) {
    Eventually.holds(code + " at " + path + " is written down", () -> refusals(code, path) > 0);
  }

  private static long refusals(String code, String path) {
    return Json.readObject(engine.client().get("/api/admin/security/events?limit=1000").body())
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(event -> event.getString("kind").equals("request_refused"))
        .map(event -> event.getJsonObject("details"))
        .filter(details -> details.getString("code", "").equals(code))
        .filter(details -> details.getString("path", "").equals(path))
        .count();
  }

  @Test
  @Order(7)
  void aBudgetCountsWhatTheProviderCountedAndEndsAtTheNumber() {
    JsonObject made = key("{\"scopes\":[\"chat\"],\"token_budget\":72}");
    String text = made.getString("key");
    openAi.always(Behaviours.metered("Hello", 30, 41));
    assertThat(chat("openai/gpt", false, text).statusCode()).isEqualTo(200);
    assertThat(engine.client().get(KEYS + "?limit=100").body()).contains("\"tokens_used\":71");
    assertThat(chat("openai/gpt", false, text).statusCode()).as("one is left").isEqualTo(200);
    HttpResponse<String> spent = chat("openai/gpt", false, text);
    assertThat(spent.statusCode()).isEqualTo(429);
    assertThat(spent.body()).contains("token_budget_exhausted");
  }

  @Test
  @Order(7)
  void theTokensOfAKeyWithoutALimitAreCountedToo() {
    JsonObject made = key("{\"scopes\":[\"chat\"]}");
    openAi.always(Behaviours.metered("Hello", 30, 41));
    for (boolean streaming : new boolean[] {true, false}) {
      assertThat(chat("openai/gpt", streaming, made.getString("key")).statusCode()).isEqualTo(200);
    }

    assertThat(spentOf(made.getString("id"))).isEqualTo(142);
  }

  @Test
  @Order(8)
  void tokensOfAStreamCountThoughTheCallerDidNotAskForThem() {
    openAi.always(Behaviours.events(List.of(Wire.content("Hi"), Wire.finish(), USAGE, "[DONE]")));
    String text = key("{\"scopes\":[\"chat\"],\"tokens_per_minute\":72}").getString("key");
    awaitRoomInTheMinute();
    assertThat(StreamedAnswer.of(chat("openai/gpt", true, text).body()).isDone()).isTrue();
    Eventually.holds(
        "the tokens are used up", () -> chat("openai/gpt", true, text).statusCode() == 429);
  }

  @Test
  @Order(9)
  void nobodyGetsMoreThanTheyHave() {
    assertThat(post(KEYS, "{\"scopes\":[]}").statusCode()).isEqualTo(400);
    assertThat(post(KEYS, "{\"scopes\":[\"root\"]}").statusCode()).isEqualTo(400);
    assertThat(
            post(KEYS, "{\"scopes\":[\"chat\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}")
                .statusCode())
        .isEqualTo(400);
    String admin = key("{\"scopes\":[\"admin\"]}").getString("key");
    assertThat(send("POST", KEYS, "{\"scopes\":[\"admin\",\"chat\"]}", admin).body())
        .contains("insufficient_scope");
    assertThat(
            post(KEYS, "{\"scopes\":[\"chat\"],\"owner\":\"019ac6a4-8f1e-7c3a-9d52-3f4b7a1c2d3e\"}")
                .statusCode())
        .isEqualTo(403);
    assertThat(post(KEYS, "{\"scopes\":[\"chat\"],\"owner\":\"service:indexer\"}").statusCode())
        .isEqualTo(201);
    requireWrittenDown("insufficient_scope", KEYS);
    requireWrittenDown("not_owner", KEYS);
  }

  @Test
  @Order(10)
  void inARotationBothLive() {
    JsonObject old = key("{\"scopes\":[\"chat\"]}");
    assertThat(old.isNull("expires_at")).isTrue();
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String rotation = "{\"scopes\":[\"chat\"],\"replaces\":\"" + old.getString("id") + "\"}";
    JsonObject next = key(rotation);
    assertThat(Instant.parse(listed(old.getString("id")).getString("expires_at")).minus(A_DAY))
        .isBetween(before, Instant.now());
    assertThat(send("GET", "/v1/models", "", old.getString("key")).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/models", "", next.getString("key")).statusCode()).isEqualTo(200);
    assertThat(post(KEYS, rotation).statusCode()).isEqualTo(409);
  }

  @Test
  @Order(11)
  void knownKeysWorkFromAStartWhileTheDatabaseIsAwayAndTooOldCopiesDoNot() {
    String known = key("{\"scopes\":[\"chat\"]}").getString("key");
    JsonObject revoked = key("{\"scopes\":[\"chat\"]}");
    JsonObject limited = key("{\"scopes\":[\"chat\"],\"token_budget\":142}");
    Talk talk = Talk.begin(engine.client());
    openAi.always(Behaviours.metered("Hello", 30, 41));
    assertThat(chat("openai/gpt", false, limited.getString("key")).statusCode()).isEqualTo(200);
    postgres.kill();
    Instant away = Instant.now();
    assertThat(engine.client().get(talk.path()).statusCode()).as("a copy").isEqualTo(200);
    assertThat(post(KEYS, "{\"scopes\":[\"chat\"]}").statusCode()).isEqualTo(503);
    assertThat(engine.client().get(USERS).statusCode()).isEqualTo(503);
    requireUsersAreLeftAsTheyAre();
    requireKeysThatCannotBeAreNotLookedUp(known);
    assertThat(
            send("DELETE", KEYS + "/" + revoked.getString("id"), "", TestingEngine.KEY)
                .statusCode())
        .isEqualTo(204);
    assertThat(chat("openai/gpt", true, limited.getString("key")).statusCode()).isEqualTo(200);
    assertThat(lastUseOf(limited)).as("while it is away").isAfter(away);
    engine.kill();
    engine.restart(Map.of("KAREN_OFFLINE_MAX_AGE", "PT1S"));

    assertThat(send("GET", "/v1/models", "", known).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/v1/models", "", revoked.getString("key")).statusCode()).isEqualTo(401);
    requireTooOld(talk);
    HttpResponse<String> list = engine.client().get(KEYS);
    assertThat(list.body()).contains("\"partial\":true");
    assertThat(list.headers().firstValue("x-karen-degraded")).contains("database");

    postgres.restart();
    requireKeysAreMadeAgainAndAllKnown();
    assertThat(send("GET", "/v1/models", "", revoked.getString("key")).statusCode()).isEqualTo(401);
    assertThat(setUp("any", "eve@example.org").statusCode()).isEqualTo(404);
    assertThat(engine.dataFolder().resolve("setup-code")).doesNotExist();
    requireWasSpentBeforeTheKill(limited, away);
    assertThat(engine.client().get(talk.path()).statusCode()).isEqualTo(200);
  }

  private static void requireKeysAreMadeAgainAndAllKnown() {
    Eventually.holds(
        "keys are made again", () -> post(KEYS, "{\"scopes\":[\"chat\"]}").statusCode() == 201);
    Eventually.holds(
        "all keys are known", () -> !engine.client().get(KEYS).body().contains("\"partial\":true"));
  }

  /** Not known any more, which is not to say that there is none. */
  private static void requireTooOld(Talk talk) {
    Eventually.holds(
        "its copy is dropped", () -> engine.client().get(talk.path()).statusCode() == 503);
    assertThat(engine.client().get(talk.path()).headers().firstValue("Retry-After")).isPresent();
  }

  private static Instant lastUseOf(JsonObject key) {
    return Instant.parse(listed(key.getString("id")).getString("last_used_at"));
  }

  @Test
  @Order(12)
  void aKeyTellsItsLastUseAndEndsAtItsExpiry() {
    Instant expiry = Instant.now().plusSeconds(4);
    JsonObject made = key("{\"scopes\":[\"chat\"],\"expires_at\":\"" + expiry + "\"}");
    String text = made.getString("key");
    String id = made.getString("id");
    assertThat(Instant.parse(made.getString("expires_at")))
        .isEqualTo(expiry.truncatedTo(ChronoUnit.MICROS));
    assertThat(listed(id).isNull("last_used_at")).as("unused").isTrue();
    Instant before = Instant.now();
    assertThat(send("GET", "/v1/models", "", text).statusCode()).isEqualTo(200);
    assertThat(Instant.parse(listed(id).getString("last_used_at")))
        .isBetween(before, Instant.now());

    Moments.let(Duration.between(Instant.now(), expiry));
    HttpResponse<String> ended = send("GET", "/api/conversations", "", text);

    assertThat(Instant.now()).isAfter(expiry);
    assertThat(ended.statusCode()).isEqualTo(401);
    assertThat(ended.body()).contains("api_key_expired");
  }

  @Test
  @Order(13)
  void aLoginMakesAHashOfOtherParametersAnewWithTheUsualOnes() {
    assertThat(post(USERS, user("old@example.org", "")).statusCode()).isEqualTo(201);
    assertThat(hashOf("old@example.org")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    String older = OlderHash.of("seven mild harbours sing");
    postgres.execute(
        "update account set password_hash = '" + older + "' where email = 'old@example.org'");

    assertThat(logIn("seven mild harbours sin")).isEqualTo(401);
    assertThat(hashOf("old@example.org")).as("after a wrong one").isEqualTo(older);
    assertThat(logIn("seven mild harbours sing")).isEqualTo(200);
    String renewed = hashOf("old@example.org");
    assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(logIn("seven mild harbours sing")).isEqualTo(200);
    assertThat(hashOf("old@example.org")).as("once").isEqualTo(renewed);
  }

  private static int logIn(String password) {
    return new Browser(engine.client()).logIn("old@example.org", password).statusCode();
  }

  private static String hashOf(String email) {
    return postgres.text("select password_hash from account where email = '" + email + "'");
  }

  /** While the database is away. */
  private static void requireKeysThatCannotBeAreNotLookedUp(String known) {
    String end = known.endsWith("0") ? "1" : "0";
    String mistyped = known.substring(0, known.length() - 1) + end;
    for (String key : List.of(mistyped, mistyped.replaceFirst("_live_", "_test_"))) {
      HttpResponse<String> refusal = send("GET", "/api/conversations", "", key);
      assertThat(refusal.statusCode()).isEqualTo(401);
      assertThat(refusal.body())
          .contains(key.equals(mistyped) ? "api_key_checksum" : "api_key_malformed");
    }
  }

  /** While the database is away. */
  private static void requireUsersAreLeftAsTheyAre() {
    String path = USERS + "/" + UUID.randomUUID();
    List<HttpResponse<String>> refused =
        List.of(
            post(USERS, user("late@example.org", "")),
            send("PATCH", path, "{\"role\":\"admin\"}", TestingEngine.KEY),
            send("PATCH", path, "{\"active\":false}", TestingEngine.KEY),
            send("DELETE", path, "", TestingEngine.KEY));
    for (HttpResponse<String> refusal : refused) {
      assertThat(refusal.statusCode()).as(refusal.body()).isEqualTo(503);
      assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
    }
  }

  /** Half of it while the database was there, half while it was away. */
  private static void requireWasSpentBeforeTheKill(JsonObject limited, Instant away) {
    Eventually.holds("what was spent is known", () -> spentOf(limited.getString("id")) == 142);
    assertThat(lastUseOf(limited)).isAfter(away);
    assertThat(chat("openai/gpt", false, limited.getString("key")).body())
        .contains("token_budget_exhausted");
  }

  private static int spentOf(String id) {
    return listed(id).getInt("tokens_used");
  }

  private static JsonObject listed(String id) {
    return Json.readObject(engine.client().get(KEYS + "?limit=100").body())
        .getJsonArray("data")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(key -> key.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static void pagesAreWholeAndTheLastAdministratorStays(String bob) {
    JsonObject first = Json.readObject(engine.client().get(USERS + "?limit=1").body());
    assertThat(first.getJsonArray("data")).hasSize(1);
    JsonObject next =
        Json.readObject(
            engine
                .client()
                .get(USERS + "?limit=1&cursor=" + first.getString("next_cursor"))
                .body());
    assertThat(next.getJsonArray("data").getJsonObject(0).getString("id")).isEqualTo(bob);
    assertThat(next.isNull("next_cursor")).isTrue();
    assertThat(engine.client().get(USERS + "?cursor=odd").statusCode()).isEqualTo(400);

    String ada = first.getJsonArray("data").getJsonObject(0).getString("id");
    for (String change : List.of("{\"role\":\"user\"}", "{\"active\":false}")) {
      assertThat(send("PATCH", USERS + "/" + ada, change, TestingEngine.KEY).body())
          .contains("last_administrator");
    }
    assertThat(send("DELETE", USERS + "/" + ada, "", TestingEngine.KEY).statusCode())
        .isEqualTo(409);
  }

  private static JsonObject key(String wishes) {
    HttpResponse<String> made = post(KEYS, wishes);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
    return Json.readObject(made.body());
  }

  private static HttpResponse<String> setUp(String code, String email) {
    return post("/api/setup", setUpBody(code, email, "nine quiet otters juggle"));
  }

  private static String setUpBody(String code, String email, String password) {
    return Json.createObjectBuilder()
        .add("code", code)
        .add("email", email)
        .add("password", password)
        .build()
        .toString();
  }

  private static String user(String email, String more) {
    return "{\"email\":\"%s\",\"password\":\"seven mild harbours sing\"%s}".formatted(email, more);
  }

  private static HttpResponse<String> chat(String model, boolean streaming, String key) {
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":%s}";
    return send("POST", "/v1/chat/completions", body.formatted(model, streaming), key);
  }

  private static HttpResponse<String> post(String path, String body) {
    return engine.client().post(path, body);
  }

  private static HttpResponse<String> send(String method, String path, String body, String key) {
    return engine
        .client()
        .send(
            engine
                .client()
                .request(path)
                .setHeader("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
  }

  /** Limits count within minutes of the clock. */
  private static void awaitRoomInTheMinute() {
    while (LocalTime.now().getSecond() > 40) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }
}
