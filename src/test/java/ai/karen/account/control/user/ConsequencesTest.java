package ai.karen.account.control.user;

import static ai.karen.account.control.user.TestingAccounts.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.control.TracesOfUsers;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.account.entity.UserChanged;
import ai.karen.account.entity.UserChanged.Kind;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.Chores;
import ai.karen.store.control.LostAnswers;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.TimeOrderedIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from a change that nobody got an answer to; on the embedded database. */
class ConsequencesTest {
  private static final String EMAIL = "ada@example.org";
  private static final String CHOSEN = "seven mild harbours sing";
  private static final UUID SESSION = UUID.randomUUID();

  @TempDir private Path data;

  private final TestingTimer timer = new TestingTimer();
  private final List<UserChanged> told = new ArrayList<>();
  private final List<UUID> swept = new ArrayList<>();
  private TestingNode node;
  private LostAnswers ledger;
  private TestingAccounts accounts;
  private LocalMemory memory;
  private int awayAfter = Integer.MAX_VALUE;
  private User ada;

  TestingNode open(Path folder) {
    return TestingNode.embedded(folder);
  }

  @BeforeEach
  void open() {
    node = open(data);
    ledger = new LostAnswers(node.ledger);
    accounts = new TestingAccounts(node.ledger);
    memory = new LocalMemory(timer, Clock.systemUTC());
    ada = accounts.registrations.register(EMAIL, PASSWORD, null, Role.USER);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void r9WhatIsLeftOfADeletedAccountGoesThoughNobodyKnewThatItWasDeleted() {
    ledger.loseOne(true);
    assertOpen(() -> farewell().delete(ada.id()));
    assertThat(told).as("it may still be there").isEmpty();
    swept.clear();

    lookLate();

    assertThat(told).containsExactly(new UserChanged(ada.id(), Kind.DELETED, null));
    assertThat(swept).containsExactly(ada.id());
    lookLate();
    assertThat(told).as("once is enough").hasSize(1);
  }

  @Test
  void r9NothingFollowsFromADeletionThatNeverCame() {
    ledger.loseOne(false);
    assertOpen(() -> farewell().delete(ada.id()));
    swept.clear();

    lookLate();

    assertThat(told).isEmpty();
    assertThat(swept).isEmpty();
    assertThat(accounts.users.find(ada.id())).isPresent();
  }

  @Test
  void r9WhatCanNotFollowADeletionAtOnceDoesLater() {
    awayAfter = 1;
    farewell().delete(ada.id());
    assertThat(accounts.users.find(ada.id())).isEmpty();
    assertThat(swept).as("before the account").hasSize(1);

    lookLate();
    assertThat(swept).as("the store is still away").hasSize(1);
    awayAfter = Integer.MAX_VALUE;
    lookLate();
    assertThat(swept).containsExactly(ada.id(), ada.id());
    lookLate();
    assertThat(swept).hasSize(2);
  }

  @Test
  void r4SessionsEndThoughNobodyKnowsWhetherThePasswordWasChanged() {
    UserChanged ends = new UserChanged(ada.id(), Kind.PASSWORD_CHANGED, SESSION);
    ledger.loseOne(true);

    assertOpen(() -> change().change(ada.id(), PASSWORD, CHOSEN, SESSION));

    assertThat(accounts.verify(EMAIL, CHOSEN)).isPresent();
    assertThat(told).as("at once").containsExactly(ends);
    lookLate();
    assertThat(told).as("those too that were opened before it was changed").hasSize(2);
    assertThat(told.get(1)).isEqualTo(ends);
    lookLate();
    assertThat(told).hasSize(2);
  }

  @Test
  void r8SessionsOfADisabledUserEndThoughNobodyKnewThatTheyWereDisabled() {
    UserChanged ends = new UserChanged(ada.id(), Kind.DISABLED, null);
    ledger.loseOne(true);
    assertOpen(this::disable);
    assertThat(told).containsExactly(ends);

    disable();

    assertThat(told).as("asked again, it is done again").containsExactly(ends, ends);
    lookLate();
    assertThat(told).as("the first time was never finished").containsExactly(ends, ends, ends);
    lookLate();
    assertThat(told).hasSize(3);
  }

  @Test
  void whatWasAnsweredLeavesNothingToDo() {
    disable();
    change().change(ada.id(), PASSWORD, CHOSEN, SESSION);
    farewell().delete(ada.id());
    assertThat(told)
        .extracting(UserChanged::kind)
        .containsExactly(Kind.DISABLED, Kind.PASSWORD_CHANGED, Kind.DELETED);

    lookLate();

    assertThat(told).hasSize(3);
  }

  @Test
  void howeverMuchIsLateAllOfItIsDoneAtOneLook() {
    int all = Consequences.PAGE + 1;
    for (int number = 0; number < all; number++) {
      ledger.loseOne(true);
      assertOpen(this::disable);
    }
    told.clear();

    lookLate();

    assertThat(told).hasSize(all);
    lookLate();
    assertThat(told).hasSize(all);
  }

  @Test
  void whoeverMadeTheChangeIsGivenTimeForTheRest() {
    ledger.loseOne(true);
    assertOpen(() -> farewell().delete(ada.id()));

    consequences(new TestingEvents<>(told), Clock.systemUTC()).completeLate();

    assertThat(told).isEmpty();
  }

  private static void assertOpen(ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(StoreUnavailable.class, lost -> assertThat(lost.isOpen()).isTrue());
  }

  private void disable() {
    User disabled = new User(ada.id(), EMAIL, null, Role.USER, false);
    accounts(consequences(new TestingEvents<>(told), Clock.systemUTC()))
        .change(ada.id(), before -> disabled);
  }

  /** As another node would, when whoever made the change has had the time for the rest. */
  private void lookLate() {
    Clock later = Clock.offset(Clock.systemUTC(), Consequences.PATIENCE.plusSeconds(1));
    Consequences there = consequences(new TestingEvents<>(told), later);
    TestingTimer its = new TestingTimer();
    new LateConsequences(there, new Chores(new TestingStoreThreads(), its)).start(new Object());
    its.advance(LateConsequences.PAUSE);
    assertThat(its.waiting()).as("it looks again").isEqualTo(1);
  }

  private Farewell farewell() {
    return new Farewell(
        accounts(consequences(new TestingEvents<>(told), Clock.systemUTC())), traces());
  }

  private Accounts accounts(Consequences consequences) {
    return new Accounts(ledger, accounts.operations, consequences);
  }

  private PasswordChange change() {
    return new PasswordChange(
        ledger,
        accounts.users,
        new Passwords(TestingAccounts.QUICK, new HashingThreads(2, Thread::new), 100),
        new PasswordRules(),
        accounts.operations,
        new PasswordGuesses(memory),
        consequences(new TestingEvents<>(told), Clock.systemUTC()));
  }

  private Consequences consequences(TestingEvents<UserChanged> events, Clock clock) {
    return new Consequences(
        ledger,
        new AccountOperations(new TimeOrderedIds(clock), clock),
        events,
        new LocalTraces(node.local(), new AccountKind(), memory, new TestingStoreThreads()),
        traces());
  }

  private TestingInstance<TracesOfUsers> traces() {
    return new TestingInstance<>(
        List.of(
            user -> {
              if (swept.size() >= awayAfter) {
                throw new StoreUnavailable("away", Duration.ofSeconds(1), null);
              }
              swept.add(user);
            }));
  }
}
