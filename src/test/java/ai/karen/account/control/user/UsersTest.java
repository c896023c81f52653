package ai.karen.account.control.user;

import static ai.karen.account.control.user.TestingAccounts.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.Account;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the embedded database. */
class UsersTest {
  private static final String EMAIL = "ada@example.org";

  @TempDir Path data;

  private TestingNode node;
  private TestingAccounts accounts;

  TestingNode open(Path folder) {
    return TestingNode.embedded(folder);
  }

  @BeforeEach
  void open() {
    node = open(data);
    accounts = new TestingAccounts(node.ledger);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void r3OnlyTheRightPasswordProvesAUser() {
    User ada = accounts.registrations.register(" Ada@Example.ORG ", PASSWORD, "Ada", Role.USER);

    assertThat(ada.email()).isEqualTo(EMAIL);
    assertThat(accounts.verify("ADA@example.org", PASSWORD)).contains(ada);
    assertThat(accounts.verify(EMAIL, PASSWORD + "x")).isEmpty();
    assertThat(accounts.verify("bob@example.org", PASSWORD)).isEmpty();
    assertThat(accounts.users.find(ada.id())).contains(ada);
    assertThat(accounts.users.byEmail(EMAIL)).contains(ada);
  }

  @Test
  void r5AnAddressHasOneAccount() {
    accounts.registrations.register(EMAIL, PASSWORD, null, Role.USER);

    assertThatThrownBy(
            () -> accounts.registrations.register("ADA@example.org", PASSWORD, null, Role.ADMIN))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().status()).isEqualTo(409));
  }

  @Test
  void r5OfManyAtOnceOneGetsTheAddress() {
    assertThat(
            together(
                () -> {
                  try {
                    return accounts.registrations.register(EMAIL, PASSWORD, null, Role.USER);
                  } catch (ProblemException refusal) {
                    assertThat(refusal.problem().code()).isEqualTo("email_taken");
                    return null;
                  }
                }))
        .hasSize(1);
  }

  @Test
  void r7OfManyAtOnceOneBecomesTheFirstAdministrator() {
    assertThat(
            together(
                () ->
                    accounts
                        .registrations
                        .registerFirst(
                            Thread.currentThread().getId() + "@example.org", PASSWORD, null)
                        .orElse(null)))
        .hasSize(1);
    assertThat(accounts.users.hasAdministrator()).isTrue();
  }

  @Test
  void r8TheLastActiveAdministratorStays() {
    User only = accounts.registrations.register(EMAIL, PASSWORD, null, Role.ADMIN);
    User demoted = new User(only.id(), EMAIL, null, Role.USER, true);
    User disabled = new User(only.id(), EMAIL, null, Role.ADMIN, false);

    assertThat(effect(accounts.operations.changed(demoted))).isEqualTo(Effect.GONE);
    assertThat(effect(accounts.operations.changed(disabled))).isEqualTo(Effect.GONE);
    assertThat(effect(accounts.operations.deleted(only.id()))).isEqualTo(Effect.GONE);

    accounts.registrations.register("bob@example.org", PASSWORD, null, Role.ADMIN);
    assertThat(effect(accounts.operations.changed(disabled))).isEqualTo(Effect.APPLIED);
    assertThat(accounts.verify(EMAIL, PASSWORD)).as("disabled").isEmpty();
  }

  @Test
  void r8OfTwoAdministratorsWhoGoAtOnceOneStays() {
    User one = accounts.registrations.register(EMAIL, PASSWORD, null, Role.ADMIN);
    User two = accounts.registrations.register("bob@example.org", PASSWORD, null, Role.ADMIN);

    List<Effect> effects =
        Optional.of(List.of(one, two)).stream()
            .flatMap(List::stream)
            .parallel()
            .map(user -> effect(accounts.operations.deleted(user.id())))
            .toList();

    assertThat(effects).containsExactlyInAnyOrder(Effect.APPLIED, Effect.GONE);
  }

  @Test
  void r4AHashOfOtherParametersIsMadeAnewAtLogin() {
    User ada = accounts.registrations.register(EMAIL, PASSWORD, null, Role.USER);
    TestingAccounts stronger = new TestingAccounts(node.ledger, new Argon2(128, 2));

    assertThat(stronger.verify(EMAIL, PASSWORD)).contains(ada);

    assertThat(hash(ada)).startsWith("$argon2id$v=19$m=128,t=2,p=1$");
    assertThat(stronger.verify(EMAIL, PASSWORD)).contains(ada);
  }

  @Test
  void anOutdatedPasswordChangeChangesNothing() {
    User ada = accounts.registrations.register(EMAIL, PASSWORD, null, Role.USER);
    String before = hash(ada);

    assertThat(effect(accounts.operations.password(ada.id(), before, "new")))
        .isEqualTo(Effect.APPLIED);
    assertThat(effect(accounts.operations.password(ada.id(), before, "x"))).isEqualTo(Effect.GONE);
  }

  final TestingNode node() {
    return node;
  }

  final TestingAccounts accounts() {
    return accounts;
  }

  private String hash(User user) {
    return node.ledger
        .read(user.id(), rows -> rows.find(Account.class, user.id()))
        .orElseThrow()
        .passwordHash();
  }

  private Effect effect(Operation operation) {
    return node.ledger.executeInDatabase(operation).effect();
  }

  private static List<User> together(Supplier<User> work) {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<User>> calls =
          IntStream.range(0, 8)
              .mapToObj(call -> CompletableFuture.supplyAsync(work, threads))
              .toList();
      return calls.stream().map(CompletableFuture::join).filter(Objects::nonNull).toList();
    } finally {
      threads.shutdownNow();
    }
  }
}
