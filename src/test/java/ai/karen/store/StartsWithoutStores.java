package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.RealPostgres;
import ai.karen.testing.RealRedis;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.Talk;
import ai.karen.testing.writes.Times;
import ai.karen.testing.writes.WriteCheck;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An engine that was killed starts with its stores up, dead and frozen, in turn, so that whatever
 * else the machine does meets all three alike.
 */
final class StartsWithoutStores {
  private static final int RATE = Scale.of("rate", 20);
  private static final int STARTS = Scale.of("starts", 1);

  private static final Duration A_WHILE = Duration.ofMillis(1_500);
  private static final Duration DRAINED = Duration.ofSeconds(30);
  private static final String CONVERSATIONS = "/api/conversations/";
  private static final String SAID = "said before the start";

  /** A row that only PostgreSQL has seen. */
  private static final String UNSEEN =
      "insert into conversation"
          + " select gen_random_uuid(), owner, 'unseen', titled_at, created_at, updated_at, revision"
          + " from conversation where id = '%s' returning id";

  private final TestingEngine engine;
  private final RealPostgres postgres;
  private final RealRedis redis;
  private final StoreView stores;
  private final List<Duration> with = new ArrayList<>();
  private final List<Duration> without = new ArrayList<>();
  private final List<Duration> frozen = new ArrayList<>();

  StartsWithoutStores(TestingEngine engine, RealPostgres postgres, RealRedis redis) {
    this.engine = engine;
    this.postgres = postgres;
    this.redis = redis;
    this.stores = new StoreView(engine.client());
  }

  void areAsFastAsWithThem() {
    Talk talk = new Talk(engine.client());
    String earlier = talk.create("earlier");
    talk.say(earlier, SAID);
    for (int round = 0; round < STARTS; round++) {
      startWith();
      String unseen = postgres.text(UNSEEN.formatted(earlier));
      startWithout();
      readsWhatWasHere(earlier, unseen);
      startFrozen();
      readsWhatWasHere(earlier, unseen);
      pickUpTheStores(round);
    }
    assertThat(half(without)).as(starts()).isLessThan(longest());
    assertThat(half(frozen)).as(starts()).isLessThan(longest());
  }

  private void startWith() {
    engine.kill();
    with.add(timeOfStart());
  }

  private void startWithout() {
    engine.kill();
    postgres.kill();
    redis.kill();
    without.add(timeOfStart());
  }

  private void startFrozen() {
    engine.kill();
    postgres.restart();
    postgres.freeze();
    redis.restart().freeze();
    frozen.add(timeOfStart());
  }

  /**
   * What this node has written is read from its own copies; the rest may exist, for all it knows.
   */
  private void readsWhatWasHere(String earlier, String unseen) {
    assertThat(stores.isPrimary()).isFalse();
    assertThat(stores.seesRedis()).isFalse();
    for (String path : List.of(CONVERSATIONS + earlier, CONVERSATIONS + earlier + "/messages")) {
      HttpResponse<String> answer = engine.client().get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-karen-degraded")).as(path).contains("database");
    }
    assertThat(new Talk(engine.client()).contents(earlier)).contains(SAID, "Re: " + SAID);
    HttpResponse<String> refusal = engine.client().get(CONVERSATIONS + unseen);
    assertThat(refusal.statusCode()).as("never seen here").isEqualTo(503);
    assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
  }

  private void pickUpTheStores(int round) {
    AcknowledgedWrites load = AcknowledgedWrites.start(engine.client(), RATE);
    Moments.let(A_WHILE);
    postgres.thaw();
    redis.thaw();
    Duration primary = stores.awaitPrimary(Outages.BACK);
    Duration both = primary.plus(stores.awaitRedis(Outages.BACK.minus(primary)));
    load.stop();
    stores.awaitDrained(DRAINED);
    WriteCheck kept = load.checkIn(postgres);
    String conditions =
        "%s, in use %d ms on in round %d".formatted(starts(), both.toMillis(), round);
    load.report("start-without-stores", conditions, kept);
    assertThat(load.violations(kept)).isEmpty();
    assertThat(load.figures().acknowledged()).as("acknowledged").isPositive();
  }

  /** Of single starts on a machine that builds at the same time, one may take twice as long. */
  private Duration longest() {
    return STARTS > 1 ? half(with).plusSeconds(1) : half(with).multipliedBy(2).plusSeconds(5);
  }

  private Duration timeOfStart() {
    long start = System.nanoTime();
    engine.restart();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private String starts() {
    return "%d starts each, ready after %d ms with stores, %d ms without, %d ms with frozen ones"
        .formatted(
            with.size(), half(with).toMillis(), half(without).toMillis(), half(frozen).toMillis());
  }

  private static Duration half(List<Duration> starts) {
    return new Times(starts).quantile(0.5);
  }
}
