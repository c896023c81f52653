package ai.karen.account.control.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.control.user.TestingAccounts;
import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.KeyTerms;
import ai.karen.account.entity.KeyUsage;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.User;
import ai.karen.account.entity.UserChanged;
import ai.karen.account.entity.Verdict;
import ai.karen.health.control.TestingClock;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.TimeOrderedIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the embedded database. */
class KeysTest {
  private static final String OWNER = "service:tests";
  private static final Set<Scope> CHAT = Set.of(Scope.CHAT);

  @TempDir Path data;
  @TempDir Path files;

  final TestingClock clock = new TestingClock();
  final SharedMemory memory = new LocalMemory(new TestingTimer(), clock);
  private TestingKeyNode node;

  TestingNode stores(Path folder) {
    return TestingNode.embedded(folder);
  }

  @BeforeEach
  void open() {
    node = new TestingKeyNode(stores(data), files, memory, clock);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void r4AKeyIsInForceOnceItIsMadeAndItsTextIsNowhere() throws IOException {
    OwnersKeys.Made made = node.owners.make(OWNER, CHAT, KeyTerms.NONE);

    assertThat(node.accepts(made)).isTrue();
    String secret = made.text().text().reveal().substring(17, 49);
    for (String file : List.of(KnownKeys.FILE)) {
      assertThat(Files.readString(files.resolve(file))).contains(made.key().id());
      assertThat(Files.readString(files.resolve(file))).doesNotContain(secret);
    }
  }

  @Test
  void r3AKeyThatWasTakenBackIsUnknown() {
    OwnersKeys.Made made = node.owners.make(OWNER, CHAT, KeyTerms.NONE);

    assertThatThrownBy(() -> node.owners.revoke(made.key().id(), "service"))
        .as("another's")
        .isInstanceOf(ProblemException.class);
    assertThat(node.accepts(made)).isTrue();
    node.owners.revoke(made.key().id(), OWNER);

    assertThat(node.accepts(made)).isFalse();
    node.watch.refresh();
    assertThat(node.accepts(made)).isFalse();
  }

  @Test
  void r3WhoHasNoAccountHereGetsNoKeyThatWouldNeverEnd() {
    for (String owner : List.of("external:ada", "external:f:1:ada", "anybody", "")) {
      assertThatThrownBy(() -> node.owners.make(owner, CHAT, KeyTerms.NONE))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refusal -> {
                assertThat(refusal.problem().status()).isEqualTo(403);
                assertThat(refusal.problem().code()).isEqualTo("account_required");
                assertThat(refusal.problem().nextSteps()).isNotEmpty();
              });
    }
    assertThatThrownBy(() -> node.owners.make(UUID.randomUUID().toString(), CHAT, KeyTerms.NONE))
        .as("nobody's account")
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void r3NoOtherNodeTakesSuchAKeyEither() {
    ApiKey key =
        new ApiKey("abcdefgh", "hash", "external:ada", CHAT, clock.instant(), KeyTerms.NONE);
    KeyOperations operations = new KeyOperations(new TimeOrderedIds(clock), clock);

    assertThat(
            node.stores.ledger.executeInDatabase(operations.created(key, clock.instant())).effect())
        .isEqualTo(Effect.GONE);
  }

  @Test
  void r2KnownKeysWorkAfterARestart() {
    OwnersKeys.Made made = node.owners.make(OWNER, CHAT, KeyTerms.NONE);
    OwnersKeys.Made gone = node.owners.make(OWNER, CHAT, KeyTerms.NONE);
    node.owners.revoke(gone.key().id(), OWNER);
    node.close();

    node = new TestingKeyNode(stores(data), files, memory, clock);

    assertThat(node.accepts(made)).isTrue();
    assertThat(node.accepts(gone)).isFalse();
  }

  @Test
  void r2UnderAnotherSecretNoKeyOfTheDatabaseIsCalledBad() {
    OwnersKeys.Made made = make();
    node.close();
    node =
        new TestingKeyNode(
            stores(data), files, memory, clock, "another secret, long enough to be used");

    assertThat(node.check(made)).isInstanceOf(Verdict.Unknown.class);
    node.watch.tryToRefresh();
    assertThat(node.check(made)).isInstanceOf(Verdict.Unknown.class);
  }

  @Test
  void r6AnExpiredKeySaysSo() {
    KeyTerms terms = terms(clock.instant().plusSeconds(60), List.of(), 0, 0, "");
    OwnersKeys.Made made = node.owners.make(OWNER, CHAT, terms);
    clock.advance(Duration.ofSeconds(59));
    assertThat(node.accepts(made)).isTrue();

    clock.advance(Duration.ofSeconds(1));

    assertThat(node.keys.check(made.text().text().reveal()))
        .isEqualTo(new Verdict.Refused(KeyRefusal.EXPIRED));
  }

  @Test
  void r6OnlyTheNamedModels() {
    Caller caller = caller(terms(null, List.of("primary", "gpt-4o*"), 0, 0, ""));

    node.uses.requireModel(caller, "primary");
    node.uses.requireModel(caller, "gpt-4o-mini");
    assertThatThrownBy(() -> node.uses.requireModel(caller, "local-first"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().status()).isEqualTo(403));
    assertThatThrownBy(() -> node.uses.requireModel(caller, "primary2"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void r6TokensPerMinuteUpToTheNumberAndAnewInTheNextMinute() {
    Caller caller = caller(terms(null, List.of(), 100, 0, ""));
    node.uses.spend(caller, 99);
    node.uses.admit(caller);
    node.uses.spend(caller, 1);

    assertThatThrownBy(() -> node.uses.admit(caller))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(429);
              assertThat(refusal.problem().retryAfter()).isPositive();
            });
    clock.advance(Duration.ofMinutes(1));
    node.uses.admit(caller);
  }

  @Test
  void r6ABudgetIsUsedUpForGoodAndKnownAfterARestart() {
    Caller caller = caller(terms(null, List.of(), 0, 100, ""));
    node.uses.spend(caller, 99);
    node.uses.admit(caller);
    node.uses.spend(caller, 1);
    refusedForGood(caller);

    node.stores.replays.replay().run();
    node.close();
    clock.advance(Duration.ofDays(30));
    node = new TestingKeyNode(stores(data), files, memory, clock);

    assertThat(node.tokens.total(caller.keyId())).isEqualTo(100);
    refusedForGood(caller);
  }

  @Test
  void r6WhatIsSpentIsWrittenDownBeforeTheAnswerEndsAndCountsOnce() {
    Caller caller = caller(terms(null, List.of(), 0, 100, ""));
    assertThat(node.uses.spend(caller, 30).toCompletableFuture()).isCompleted();
    assertThat(node.stores.journal.status().depth()).isPositive();
    node.stores.replays.replay().run();
    node.watch.refresh();
    assertThat(node.tokens.total(caller.keyId())).isEqualTo(30);

    node.uses.spend(caller, 30);
    node.watch.refresh();
    assertThat(node.tokens.total(caller.keyId())).as("before its replay").isEqualTo(60);
    node.stores.replays.replay().run();
    node.watch.refresh();
    assertThat(node.tokens.total(caller.keyId())).isEqualTo(60);
  }

  @Test
  void r6WhatAKeyWithoutALimitSpendsIsWrittenDownOnceAMinute() {
    Caller caller = caller(KeyTerms.NONE);
    long before = node.stores.journal.status().depth();
    assertThat(node.uses.counts(caller)).isTrue();
    assertThat(node.uses.spend(caller, 30).toCompletableFuture()).isCompleted();
    assertThat(node.uses.spend(caller, 12).toCompletableFuture()).isCompleted();
    assertThat(node.tokens.total(caller.keyId())).isEqualTo(42);
    assertThat(node.stores.journal.status().depth()).isEqualTo(before);

    for (int round = 0; round < 2; round++) {
      node.notes.write();
      node.stores.replays.replay().run();
      node.watch.refresh();

      assertThat(node.tokens.total(caller.keyId())).as("none of it twice").isEqualTo(42);
      assertThat(KeySnapshot.read(node.stores.ledger).usages())
          .filteredOn(usage -> usage.keyId().equals(caller.keyId()))
          .extracting(KeyUsage::tokens)
          .containsExactly(42L);
    }
  }

  @Test
  void r6WhatAnOlderVersionToldAsATotalIsNotAddedUp() {
    String id = node.owners.make(OWNER, CHAT, KeyTerms.NONE).key().id();
    KeyOperations operations = new KeyOperations(new TimeOrderedIds(clock), clock);
    UUID here = UUID.randomUUID();
    for (long total : new long[] {40, 70}) {
      Operation now = operations.spent(id, here, total);
      node.stores.ledger.note(
          new Operation(
              now.id(),
              now.aggregate(),
              KeyKind.USED,
              now.version(),
              now.at(),
              now.payload(),
              now.fingerprint()));
    }
    node.stores.replays.replay().run();
    node.watch.refresh();

    assertThat(node.tokens.total(id)).isEqualTo(70);
  }

  @Test
  void r6WhatTheJournalRefusesIsWrittenDownLater() {
    List<String> ids =
        IntStream.range(0, 20)
            .mapToObj(each -> caller(terms(null, List.of(), 0, 100, "")).keyId())
            .toList();
    node.stores.replays.replay().run();
    node.stores.journal.refuse("The disk is full");
    ids.forEach(id -> node.notes.spent(id, 3));
    node.notes.write();
    assertThat(node.stores.journal.status().depth()).isZero();

    node.stores.journal.refuse(null);
    node.notes.write();
    node.stores.replays.replay().run();

    assertThat(KeySnapshot.read(node.stores.ledger).usages())
        .filteredOn(usage -> ids.contains(usage.keyId()))
        .hasSize(ids.size())
        .allMatch(usage -> usage.tokens() == 3);
  }

  @Test
  void r6WhatIsSpentOfAKeyThatWasTakenBackLeavesNothing() {
    OwnersKeys.Made made = node.owners.make(OWNER, CHAT, terms(null, List.of(), 0, 100, ""));
    node.owners.revoke(made.key().id(), OWNER);
    node.notes.spent(made.key().id(), 10);
    node.stores.replays.replay().run();

    assertThat(KeySnapshot.read(node.stores.ledger).usages())
        .noneMatch(usage -> usage.keyId().equals(made.key().id()));
  }

  @Test
  void r8InARotationTwoAreLiveForADay() {
    OwnersKeys.Made old = node.owners.make(OWNER, CHAT, KeyTerms.NONE);
    OwnersKeys.Made next = node.owners.make(OWNER, CHAT, following(old));

    assertThat(node.accepts(old)).isTrue();
    assertThat(node.accepts(next)).isTrue();
    assertThatThrownBy(() -> node.owners.make(OWNER, CHAT, following(old)))
        .as("a third")
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> node.owners.make(OWNER, CHAT, following(next)))
        .as("a third")
        .isInstanceOf(ProblemException.class);

    clock.advance(OwnersKeys.OVERLAP);
    assertThat(node.accepts(old)).isFalse();
    assertThat(node.accepts(node.owners.make(OWNER, CHAT, following(next)))).isTrue();
  }

  @Test
  void r8NobodyRotatesAnothersKey() {
    OwnersKeys.Made old = node.owners.make(OWNER, CHAT, KeyTerms.NONE);

    assertThatThrownBy(() -> node.owners.make("service:others", CHAT, following(old)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().status()).isEqualTo(409));
  }

  @Test
  void r5AKeyDoesNoMoreThanItsOwnerAndGoesWithThem() {
    User ada = administrator("ada@example.org");
    administrator("bob@example.org");
    OwnersKeys.Made made =
        node.owners.make(ada.id().toString(), Set.of(Scope.CHAT, Scope.ADMIN), KeyTerms.NONE);
    assertThat(scopes(made)).containsExactlyInAnyOrder(Scope.CHAT, Scope.ADMIN);

    change(new User(ada.id(), ada.email(), null, Role.USER, true));
    node.watch.changed(new UserChanged(ada.id(), UserChanged.Kind.ROLE_CHANGED, null));
    assertThat(scopes(made)).containsExactly(Scope.CHAT);

    change(new User(ada.id(), ada.email(), null, Role.USER, false));
    node.watch.changed(new UserChanged(ada.id(), UserChanged.Kind.DISABLED, null));
    assertThat(node.accepts(made)).isFalse();

    change(new User(ada.id(), ada.email(), null, Role.USER, true));
    node.watch.refresh();
    assertThat(node.accepts(made)).isTrue();
    node.accounts.delete(ada.id());
    node.watch.changed(new UserChanged(ada.id(), UserChanged.Kind.DELETED, null));
    assertThat(node.accepts(made)).isFalse();
  }

  @Test
  void r5NobodyHasNoKeys() {
    String stranger = "019ac6a4-8f1e-7c3a-9d52-3f4b7a1c2d3e";
    assertThatThrownBy(() -> node.owners.make(stranger, CHAT, KeyTerms.NONE))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void r9TheLastUseIsWrittenDownOnceForAllUses() {
    OwnersKeys.Made made = node.owners.make(OWNER, CHAT, KeyTerms.NONE);
    node.accepts(made);
    clock.advance(Duration.ofSeconds(30));
    node.accepts(made);

    long before = node.stores.journal.status().depth();
    node.notes.write();
    assertThat(node.stores.journal.status().depth()).isLessThanOrEqualTo(before + 1);
    node.stores.replays.replay().run();
    node.watch.refresh();

    assertThat(node.tokens.lastUse(made.key().id())).contains(clock.instant());
  }

  final TestingKeyNode node() {
    return node;
  }

  final OwnersKeys.Made make() {
    return node.owners.make(OWNER, CHAT, KeyTerms.NONE);
  }

  final void revoke(OwnersKeys.Made made) {
    node.owners.revoke(made.key().id(), OWNER);
  }

  private void refusedForGood(Caller caller) {
    assertThatThrownBy(() -> node.uses.admit(caller))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.problem().code()).isEqualTo("token_budget_exhausted");
              assertThat(refusal.problem().retryAfter()).isNull();
            });
  }

  private User administrator(String email) {
    return node.accounts.registrations.register(email, TestingAccounts.PASSWORD, null, Role.ADMIN);
  }

  private void change(User user) {
    node.accounts.change(user);
  }

  private Set<Scope> scopes(OwnersKeys.Made made) {
    Verdict verdict = node.keys.check(made.text().text().reveal());
    return ((Verdict.Accepted) verdict).caller().scopes();
  }

  private Caller caller(KeyTerms terms) {
    return node.owners.make(OWNER, CHAT, terms).key().caller();
  }

  private static KeyTerms following(OwnersKeys.Made old) {
    return terms(null, List.of(), 0, 0, old.key().id());
  }

  private static KeyTerms terms(
      Instant expiry, List<String> models, long perMinute, long budget, String replaces) {
    return new KeyTerms("", expiry, models, 0, perMinute, budget, replaces);
  }
}
