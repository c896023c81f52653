package ai.karen.account.control.defence;

import static ai.karen.account.control.defence.TestingDefence.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.control.defence.TestingDefence.TestingStore;
import ai.karen.account.control.user.TestingEvents;
import ai.karen.account.entity.LoginAttempt;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
  private static final String OWNER = "owner@example.com";
  private static final String HOME = "198.51.100.7";
  private static final String ATTACKER = "203.0.113.9";
  private static final UUID USER = UUID.randomUUID();

  private final TestingDefence defence = new TestingDefence(Map.of());

  @Test
  void requirement2OfAHundredParallelGuessesAtMostTenAreLookedAt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> guesses = new ArrayList<>();
    for (int guess = 0; guess < 100; guess++) {
      guesses.add(
          threads.submit(
              () -> {
                start.await();
                return isWrong(attempt(OWNER, ATTACKER));
              }));
    }
    start.countDown();
    int looked = 0;
    for (Future<Boolean> guess : guesses) {
      looked += guess.get(10, TimeUnit.SECONDS) ? 1 : 0;
    }
    threads.shutdown();
    assertThat(looked).isBetween(5, 10);
  }

  @Test
  void requirement2AttemptsUnderWayCountAsIfTheyHadFailed() {
    for (int under = 0; under < 5; under++) {
      defence.guard.admit(attempt(OWNER, ATTACKER));
    }
    assertThat(refusal(attempt(OWNER, HOME)).retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void requirement2TheWaitDoublesFromASecondToAMinute() {
    List<Duration> waits = new ArrayList<>();
    for (int failure = 0; failure < 14; failure++) {
      defence.guard.admit(attempt(OWNER, address(failure)));
      defence.guard.failed(attempt(OWNER, address(failure)));
      if (failure >= 4) {
        Duration wait = refusal(attempt(OWNER, address(failure))).retryAfter();
        waits.add(wait);
        defence.clock.advance(wait);
      }
    }
    assertThat(waits.stream().map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L);
  }

  @Test
  void requirement2AnUnknownAccountIsRefusedInTheSameWords() {
    wrong(OWNER, 5);
    wrong("nobody@example.com", 5);
    Problem known = refusal(attempt(OWNER, HOME));
    assertThat(refusal(attempt("nobody@example.com", HOME))).isEqualTo(known);
    assertThat(known.status()).isEqualTo(429);
    assertThat(known.code()).isEqualTo("too_many_attempts");
  }

  @Test
  void requirement2TheSpellingOfAnAccountMakesNoLane() {
    wrong("Owner@Example.com ", 5);
    assertThat(refusal(attempt(OWNER, HOME)).status()).isEqualTo(429);
  }

  @Test
  void requirement2ASuccessBeginsAnew() {
    wrong(OWNER, 4);
    signIn(attempt(OWNER, HOME));
    wrong(OWNER, 4);
    defence.guard.admit(attempt(OWNER, HOME));
  }

  @Test
  void requirement2ManyGoodLoginsAreNoBurst() {
    for (int login = 0; login < 50; login++) {
      signIn(attempt(OWNER, HOME));
    }
    wrong(OWNER, 1);
    signIn(attempt(OWNER, HOME));
  }

  @Test
  void requirement3TheOwnerOnAKnownDeviceStillGetsIn() {
    String cookie = defence.devices.issue(attempt(OWNER, HOME));
    for (int guess = 0; guess < 100; guess++) {
      isWrong(attempt(OWNER, HOME));
    }
    LoginAttempt known = new LoginAttempt(OWNER, HOME, "Test", cookie);
    assertThat(refusal(attempt(OWNER, HOME)).status()).isEqualTo(429);
    signIn(known);
  }

  @Test
  void requirement3AKnownDevicesOwnLaneIsLimitedToo() {
    String cookie = defence.devices.issue(attempt(OWNER, HOME));
    LoginAttempt known = new LoginAttempt(OWNER, HOME, "Test", cookie);
    int looked = 0;
    for (int guess = 0; guess < 100; guess++) {
      looked += isWrong(known) ? 1 : 0;
    }
    assertThat(looked).isEqualTo(5);
    signIn(attempt(OWNER, HOME));
  }

  @Test
  void requirement3AnothersDeviceIsNotKnown() {
    String cookie = defence.devices.issue(attempt("other@example.com", ATTACKER));
    wrong(OWNER, 5);
    assertThat(refusal(new LoginAttempt(OWNER, ATTACKER, "Test", cookie)).status()).isEqualTo(429);
  }

  @Test
  void requirement4AnAddressMayBeWrongAboutTwentyAccounts() {
    int looked = 0;
    for (int account = 0; account < 100; account++) {
      looked += isWrong(attempt("user" + account + "@example.com", ATTACKER)) ? 1 : 0;
    }
    assertThat(looked).isEqualTo(20);
    Problem refusal = refusal(attempt("user99@example.com", ATTACKER));
    assertThat(refusal.retryAfter()).isLessThanOrEqualTo(Duration.ofMinutes(15));
    signIn(attempt("user99@example.com", HOME));
  }

  @Test
  void requirement4TheAddressesOfOneIpv6LineAreOne() {
    for (int account = 0; account < 20; account++) {
      isWrong(attempt("user" + account + "@example.com", "2001:db8:1:2::" + account));
    }
    assertThat(refusal(attempt("more@example.com", "2001:db8:1:2:ffff::1")).status())
        .isEqualTo(429);
    defence.guard.admit(attempt("more@example.com", "2001:db8:1:3::1"));
  }

  @Test
  void requirement4AnAddressWaitsAQuarterOfAnHourAtMost() {
    Map<String, String> settings = Map.of("karen.login.accounts-per-address", "100000");
    TestingDefence other = new TestingDefence(settings);
    Duration longest = Duration.ZERO;
    for (int account = 0; account < 60; account++) {
      LoginAttempt attempt = attempt("user" + account + "@example.com", ATTACKER);
      Duration wait = other.throttle.admit(place(other, attempt));
      longest = wait.compareTo(longest) > 0 ? wait : longest;
      other.clock.advance(wait);
      if (!wait.isZero()) {
        other.guard.admit(attempt);
      }
      other.guard.failed(attempt);
    }
    assertThat(longest).isGreaterThan(Duration.ofMinutes(1)).isLessThan(Duration.ofMinutes(16));
  }

  @Test
  void requirement5ARestartDoesNotResetTheCounts() {
    TestingStore store = new TestingStore();
    TestingDefence before = new TestingDefence(Map.of(), store, null);
    for (int guess = 0; guess < 5; guess++) {
      before.guard.admit(attempt(OWNER, ATTACKER));
      before.guard.failed(attempt(OWNER, ATTACKER));
    }
    TestingDefence after = new TestingDefence(Map.of(), store, null);
    assertThatThrownBy(() -> after.guard.admit(attempt(OWNER, HOME)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void requirement5NorDoesItForgetAboutHowManyAccountsAnAddressWasWrong() {
    TestingStore store = new TestingStore();
    TestingDefence before = new TestingDefence(Map.of(), store, null);
    for (int account = 0; account < 20; account++) {
      isWrong(before, attempt("user" + account + "@example.com", ATTACKER));
    }
    TestingDefence after = new TestingDefence(Map.of(), store, null);
    assertThat(isWrong(after, attempt("more@example.com", ATTACKER))).isFalse();
    after.clock.advance(Duration.ofMinutes(16));
    assertThat(isWrong(after, attempt("more@example.com", ATTACKER))).isTrue();
  }

  @Test
  void requirement5NodesCountTogether() {
    TestingStore store = new TestingStore();
    TestingDefence one = new TestingDefence(Map.of(), store, null);
    TestingDefence two = new TestingDefence(Map.of(), store, one.memory);
    int looked = 0;
    for (int guess = 0; guess < 50; guess++) {
      looked += isWrong(one, attempt(OWNER, ATTACKER)) ? 1 : 0;
      looked += isWrong(two, attempt(OWNER, ATTACKER)) ? 1 : 0;
    }
    assertThat(looked).isLessThanOrEqualTo(10);
  }

  @Test
  void requirement5AMillionAccountsTakeBoundedMemory() {
    Lanes lanes =
        new Lanes(new TestingStore(), new Backoff(5, Duration.ofSeconds(60), Duration.ZERO));
    for (int account = 0; account < 1_000_000; account++) {
      lanes.of("a:" + account);
    }
    assertThat(lanes.size()).isEqualTo(Lanes.MOST);
  }

  @Test
  void requirement5APlaceThatIsNeverGivenBackIsFreeAfterAMinute() {
    for (int under = 0; under < 5; under++) {
      defence.guard.admit(attempt(OWNER, HOME));
    }
    defence.clock.advance(Lane.LONGEST_ATTEMPT.plusSeconds(1));
    defence.guard.admit(attempt(OWNER, HOME));
  }

  @Test
  void requirement5WhatWasAbandonedIsNoFailure() {
    for (int attempt = 0; attempt < 50; attempt++) {
      defence.guard.admit(attempt(OWNER, HOME));
      defence.guard.abandoned(attempt(OWNER, HOME));
      defence.clock.advance(Duration.ofSeconds(10));
    }
    defence.guard.admit(attempt(OWNER, HOME));
  }

  @Test
  void requirement6RefusalsAreToldOnceAndWithoutTheAddressForMail() {
    wrong(OWNER, 5);
    for (int guess = 0; guess < 10; guess++) {
      assertThat(refusal(attempt(OWNER, ATTACKER)).status()).isEqualTo(429);
    }
    assertThat(defence.kinds()).filteredOn("login_throttled"::equals).hasSize(1);
    assertThat(defence.events.toString()).doesNotContain(OWNER);
  }

  @Test
  void requirement6WhoIsRefusedDoesNotFillTheLog() {
    List<SecurityEvent> suppressed = new ArrayList<>();
    RefusalAudit audit =
        new RefusalAudit(
            defence.events::add,
            defence.identities,
            defence.clock,
            new TestingEvents<>(suppressed));
    SecurityEvent refusal =
        new SecurityEvent("request_refused", Outcome.REFUSED, null, ATTACKER, Map.of());
    for (int request = 0; request < 10_000; request++) {
      audit.record(refusal);
    }
    assertThat(defence.events).hasSize(RefusalAudit.MOST_OF_LINE);
    assertThat(suppressed).as("counted all the same").hasSize(9_940);
    defence.clock.advance(Duration.ofMinutes(1));
    audit.record(refusal);
    assertThat(defence.events.get(RefusalAudit.MOST_OF_LINE).details())
        .containsEntry("not_written_before", "9940");
  }

  private void wrong(String email, int times) {
    for (int time = 0; time < times; time++) {
      defence.guard.admit(attempt(email, HOME));
      defence.guard.failed(attempt(email, HOME));
    }
  }

  private void signIn(LoginAttempt attempt) {
    defence.guard.admit(attempt);
    defence.guard.succeeded(attempt, USER);
  }

  private boolean isWrong(LoginAttempt attempt) {
    return isWrong(defence, attempt);
  }

  private static boolean isWrong(TestingDefence at, LoginAttempt attempt) {
    try {
      at.guard.admit(attempt);
      at.guard.failed(attempt);
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  private Problem refusal(LoginAttempt attempt) {
    try {
      defence.guard.admit(attempt);
    } catch (ProblemException refused) {
      return refused.problem();
    }
    throw new AssertionError("It was admitted");
  }

  private static LoginPlace place(TestingDefence at, LoginAttempt attempt) {
    String account = at.identities.account(attempt.email());
    return LoginPlace.of(account, Optional.empty(), at.identities, attempt.address());
  }

  private static String address(int number) {
    return "192.0.2." + number;
  }
}
