package ai.karen.account.control.user;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.problem.entity.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final int CALLERS = 16;

  @Test
  void r3NobodysPasswordMatchesNobody() {
    Passwords passwords = new Passwords(new Argon2(64, 1), new HashingThreads(1, Thread::new), 1);
    assertThat(passwords.matches("nobody's", null, PasswordLane.EVERYBODY)).isFalse();
    assertThat(passwords.matches("mine", passwords.hash("mine"), PasswordLane.EVERYBODY)).isTrue();
  }

  @Test
  void r2WhatIsLongerThanAnyPasswordMatchesNone() {
    Passwords passwords = new Passwords(new Argon2(64, 1), new HashingThreads(1, Thread::new), 1);
    String longest = "x".repeat(2 * PasswordRules.LONGEST);
    String stored = passwords.hash(longest);
    assertThat(passwords.matches(longest, stored, PasswordLane.EVERYBODY)).isTrue();
    assertThat(passwords.matches(longest + "y".repeat(1_000_000), stored, PasswordLane.EVERYBODY))
        .isFalse();
  }

  @Test
  void r1BeyondTheQueueItIsOverloadedAndNobodyWaits() {
    Passwords passwords = new Passwords(Argon2.USUAL, new HashingThreads(1, Thread::new), 2);
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<CompletableFuture<String>> calls = new ArrayList<>();
      for (int call = 0; call < CALLERS; call++) {
        calls.add(CompletableFuture.supplyAsync(() -> passwords.hash("mine"), threads));
      }
      long refused = calls.stream().filter(PasswordsTest::isRefused).count();
      assertThat(refused).isPositive();
      assertThat(calls.size() - refused).isGreaterThanOrEqualTo(3);
    } finally {
      threads.shutdownNow();
    }
    assertThat(passwords.hash("mine")).isNotEmpty();
  }

  @Test
  void r1ACrowdOfStrangersDoesNotKeepOutWhoIsKnown() {
    Passwords passwords = new Passwords(Argon2.USUAL, new HashingThreads(1, Thread::new), 0);
    AtomicBoolean isOver = new AtomicBoolean();
    AtomicInteger refused = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2 * CALLERS);
    try {
      for (int stranger = 0; stranger < CALLERS; stranger++) {
        threads.submit(() -> crowd(passwords, isOver, refused));
      }
      List<CompletableFuture<String>> known = new ArrayList<>();
      for (int call = 0; call < Passwords.RESERVED; call++) {
        known.add(
            CompletableFuture.supplyAsync(
                () -> passwords.hash("mine", PasswordLane.KNOWN), threads));
      }
      assertThat(known).noneMatch(PasswordsTest::isRefused);
      assertThat(refused).hasPositiveValue();
    } finally {
      isOver.set(true);
      threads.shutdownNow();
    }
  }

  private static void crowd(Passwords passwords, AtomicBoolean isOver, AtomicInteger refused) {
    while (!isOver.get()) {
      try {
        passwords.hash("a stranger's");
      } catch (ProblemException overloaded) {
        refused.incrementAndGet();
      }
    }
  }

  private static boolean isRefused(CompletableFuture<String> call) {
    try {
      call.join();
      return false;
    } catch (CompletionException failure) {
      assertThat(failure)
          .hasCauseInstanceOf(ProblemException.class)
          .hasMessageContaining("Too many passwords");
      return true;
    }
  }
}
