package ai.karen.account.control.user;

import static ai.karen.account.control.user.TestingAccounts.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.control.TracesOfUsers;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.account.entity.UserChanged;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.timing.control.TestingTimer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FarewellTest {
  @TempDir private Path data;

  private final List<UserChanged> events = new ArrayList<>();
  private final List<UUID> deleted = new ArrayList<>();
  private TestingNode node;
  private TestingAccounts accounts;
  private LocalMemory memory;
  private boolean away;

  @BeforeEach
  void open() {
    node = TestingNode.embedded(data);
    accounts = new TestingAccounts(node.ledger);
    memory = new LocalMemory(new TestingTimer(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void r9WhatOthersKeepGoesFirstAndEverybodyIsTold() {
    User ada = register("ada@example.org", Role.USER);

    farewell().delete(ada.id());

    assertThat(deleted).containsOnly(ada.id());
    assertThat(events).containsExactly(new UserChanged(ada.id(), UserChanged.Kind.DELETED, null));
    assertThat(accounts.users.find(ada.id())).isEmpty();
    assertThat(accounts.verify("ada@example.org", PASSWORD)).isEmpty();
    assertThat(register("ada@example.org", Role.USER).id()).isNotEqualTo(ada.id());
  }

  @Test
  void r9AStoreThatIsAwayKeepsTheAccount() {
    User ada = register("ada@example.org", Role.USER);
    away = true;

    assertThatThrownBy(() -> farewell().delete(ada.id())).isInstanceOf(StoreUnavailable.class);

    assertThat(accounts.users.find(ada.id())).isPresent();
    assertThat(events).isEmpty();
    away = false;
    farewell().delete(ada.id());
    assertThat(accounts.users.find(ada.id())).isEmpty();
  }

  @Test
  void r8TheLastAdministratorKeepsEverything() {
    User only = register("ada@example.org", Role.ADMIN);

    assertThatThrownBy(() -> farewell().delete(only.id()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo("last_administrator"));
    assertThat(deleted).isEmpty();
  }

  @Test
  void aPasswordIsChangedByWhoKnowsTheOldOneOnly() {
    User ada = register("ada@example.org", Role.USER);
    UUID session = UUID.randomUUID();
    PasswordChange change = change();

    assertThat(code(() -> change.change(ada.id(), "wrong", "seven mild harbours sing", session)))
        .isEqualTo("wrong_password");
    assertThat(code(() -> change.change(ada.id(), PASSWORD, "ada1ada1ada1", session)))
        .isEqualTo("password_common");
    change.change(ada.id(), PASSWORD, "seven mild harbours sing", session);

    assertThat(events)
        .containsExactly(new UserChanged(ada.id(), UserChanged.Kind.PASSWORD_CHANGED, session));
    assertThat(accounts.verify("ada@example.org", "seven mild harbours sing")).isPresent();
    assertThat(accounts.verify("ada@example.org", PASSWORD)).isEmpty();
  }

  @Test
  void ofTwoChangesByTheSameOldPasswordTheLaterOneIsRefused() {
    User ada = register("ada@example.org", Role.USER);
    String first = "seven mild harbours sing";
    PasswordRules meanwhile =
        new PasswordRules() {
          @Override
          public void require(String password, String email, String param) {
            change().change(ada.id(), PASSWORD, first, null);
          }
        };

    assertThat(
            code(
                () ->
                    change(meanwhile)
                        .change(ada.id(), PASSWORD, "eleven brisk lanterns hum", null)))
        .isEqualTo("changed_meanwhile");

    assertThat(accounts.verify("ada@example.org", first)).isPresent();
  }

  @Test
  void parallelGuessesWithAStolenSessionAreCountedBeforeAnybodyLooks() {
    User ada = register("ada@example.org", Role.USER);
    PasswordChange change = change();
    ExecutorService threads = Executors.newFixedThreadPool(4 * PasswordGuesses.MOST);
    try {
      List<CompletableFuture<String>> guesses =
          IntStream.range(0, 4 * PasswordGuesses.MOST)
              .mapToObj(
                  guess ->
                      CompletableFuture.supplyAsync(
                          () -> code(() -> change.prove(ada.id(), "wrong " + guess)), threads))
              .toList();

      assertThat(guesses.stream().map(CompletableFuture::join))
          .filteredOn("wrong_password"::equals)
          .hasSizeBetween(1, PasswordGuesses.MOST);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aStolenSessionDoesNotGuessThePassword() {
    User ada = register("ada@example.org", Role.USER);
    PasswordChange change = change();
    for (int guess = 0; guess < PasswordGuesses.MOST; guess++) {
      assertThat(code(() -> change.prove(ada.id(), "wrong"))).isEqualTo("wrong_password");
    }
    assertThat(code(() -> change.prove(ada.id(), PASSWORD))).isEqualTo("rate_limit_exceeded");
  }

  private static String code(Runnable work) {
    try {
      work.run();
      return "none";
    } catch (ProblemException refusal) {
      return refusal.problem().code();
    }
  }

  private User register(String email, Role role) {
    return accounts.registrations.register(email, PASSWORD, null, role);
  }

  private Farewell farewell() {
    TracesOfUsers traces =
        user -> {
          if (away) {
            throw new StoreUnavailable("away", Duration.ofSeconds(1), null);
          }
          deleted.add(user);
        };
    TestingInstance<TracesOfUsers> all = new TestingInstance<>(List.of(traces));
    return new Farewell(new Accounts(node.ledger, accounts.operations, consequences(all)), all);
  }

  private Consequences consequences(TestingInstance<TracesOfUsers> traces) {
    return new Consequences(
        node.ledger,
        accounts.operations,
        new TestingEvents<>(events),
        new LocalTraces(node.local(), new AccountKind(), memory, new TestingStoreThreads()),
        traces);
  }

  private PasswordChange change() {
    return change(new PasswordRules());
  }

  private PasswordChange change(PasswordRules rules) {
    Passwords passwords =
        new Passwords(TestingAccounts.QUICK, new HashingThreads(2, Thread::new), 100);
    return new PasswordChange(
        node.ledger,
        accounts.users,
        passwords,
        rules,
        accounts.operations,
        new PasswordGuesses(memory),
        consequences(new TestingInstance<>(List.of())));
  }
}
