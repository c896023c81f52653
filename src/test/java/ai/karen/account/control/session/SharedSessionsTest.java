package ai.karen.account.control.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.Verdict;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Operation;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.writes.Scale;
import ai.karen.timing.control.TestingTimer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one real PostgreSQL, which meet in one memory, or do not. */
class SharedSessionsTest {
  private static final int REFRESHES = Scale.of("session-refreshes", 10);
  private static final int LOGOUTS = Scale.of("session-logouts", 30);

  private static RealPostgres postgres;

  @TempDir private Path data;
  @TempDir private Path elsewhere;

  private final Clock clock = Clock.systemUTC();
  private final SharedMemory meeting = memory();
  private TestingNode node;
  private TestingNode otherNode;
  private TestingSessions here;
  private TestingSessions there;

  @BeforeAll
  static void startPostgres() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void open() {
    node = TestingNode.beside(postgres, data);
    otherNode = TestingNode.beside(postgres, elsewhere);
    here = new TestingSessions(node, clock, meeting);
    there = new TestingSessions(otherNode, clock, meeting);
  }

  @AfterEach
  void close() {
    node.close();
    otherNode.close();
  }

  @Test
  void requirement2FiftyParallelRefreshesOnTwoNodesGetOneSuccessor() throws Exception {
    try (SessionRaces races = new SessionRaces(node.ledger, here, there)) {
      races.refreshAtOnce(REFRESHES);
    }
  }

  @Test
  void requirement5NothingIsAliveAnywhereAfterALogoutWasAcknowledged() throws Exception {
    try (SessionRaces races = new SessionRaces(node.ledger, here, there)) {
      races.refreshAgainstLogout(LOGOUTS);
    }
  }

  @Test
  void requirement4WithoutTheDatabaseNothingIsRotatedAndTokensAreShort() {
    Access login = here.logIn();
    assertThat(here.accepts(login)).isTrue();
    node.refresh.run();
    postgres.kill();
    try {
      Access first = here.refresh(login.refresh());
      Access second = here.refresh(login.refresh());

      assertThat(first.refresh()).isNull();
      assertThat(first.lifeSeconds()).isEqualTo(120);
      assertThat(second.refresh()).isNull();
      assertThat(here.accepts(second)).isTrue();
      assertThatThrownBy(here::logIn).isInstanceOf(StoreUnavailable.class);
    } finally {
      postgres.restart();
    }
    node.watch.look();
    node.replays.replay().run();
    assertThat(here.refresh(login.refresh()).refresh()).isEqualTo(here.value(login, 1));
  }

  @Test
  void requirement4WithoutTheDatabaseASessionIsUsedAllTheSame() {
    Access login = here.logIn();
    Instant began = lastUse(node, login);
    node.refresh.run();
    postgres.kill();
    try {
      here.refresh(login.refresh());
      assertThat(lastUse(node, login)).as("here at once").isAfter(began);
    } finally {
      postgres.restart();
    }
    node.watch.look();
    otherNode.watch.look();
    node.replays.replay().run();
    assertThat(lastUse(otherNode, login)).as("elsewhere when it is back").isAfter(began);
  }

  @Test
  void requirement3WithoutTheDatabaseAPredecessorIsRefusedOnceItsSuccessorWasSeen() {
    Access login = here.logIn();
    String successor = here.refresh(login.refresh()).refresh();
    node.refresh.run();
    Clock afterwards = Clock.offset(clock, LoginSession.OVERLAP.plusSeconds(1));
    TestingSessions later = new TestingSessions(node, afterwards, memory());
    postgres.kill();
    try {
      assertThat(later.refresh(login.refresh()).refresh()).as("its answer was lost").isNull();
      later.refresh(successor);

      assertRefused(later, login.refresh(), TokenRefusal.REFRESH_REUSE);
      assertRefused(later, successor, TokenRefusal.REFRESH_REUSE);
    } finally {
      postgres.restart();
    }
  }

  @Test
  void requirement4AnEndedSessionThatACutOffNodeStillUsedStaysEnded() {
    Access login = here.logIn();
    there.accepts(login);
    otherNode.refresh.run();
    here.ends.end(login.session(), Revocation.ENDED_BY_OWNER);
    Operation use =
        there.operations.used(new RefreshValue(login.session(), 0), TestingSessions.HERE);
    otherNode.journal.append(use);
    otherNode.replays.replay().run();

    assertThat(otherNode.journal.status().depth()).isZero();
    String conflicts = "select count(*) from operation_conflict where aggregate = '%s'";
    assertThat(postgres.count(conflicts.formatted(login.session()))).isZero();
    assertRefused(new TestingSessions(otherNode, clock, memory()), login.refresh());
  }

  private static Instant lastUse(TestingNode asked, Access login) {
    return asked
        .ledger
        .read(login.session(), rows -> rows.find(LoginSession.class, login.session()))
        .map(LoginSession::lastUsedAt)
        .orElseThrow();
  }

  @Test
  void requirement4ANodeThatNeverSawTheSessionCanNotTell() {
    Access login = here.logIn();
    there.logIn();
    otherNode.refresh.run();
    postgres.kill();
    try {
      assertThatThrownBy(() -> there.refresh(login.refresh())).isInstanceOf(StoreUnavailable.class);
      assertThat(there.bearers.check(login.token())).isInstanceOf(Verdict.Unknown.class);
    } finally {
      postgres.restart();
    }
  }

  @Test
  void requirement6ALogoutWithoutTheDatabaseIsKeptHeardOfAndWins() {
    Access login = here.logIn();
    there.refresh(login.refresh());
    String current = here.value(login, 1);
    assertThat(here.accepts(login) && there.accepts(login)).isTrue();
    node.refresh.run();
    otherNode.refresh.run();
    postgres.kill();
    try {
      here.logOut(login.refresh());

      assertThat(here.accepts(login)).isFalse();
      assertRefused(here, current);
      assertThat(there.accepts(login)).as("the other node heard of it").isFalse();
      assertRefused(there, current);
    } finally {
      postgres.restart();
    }
    node.watch.look();
    otherNode.watch.look();
    assertRefused(here, current);
    node.replays.replay().run();
    TestingSessions deaf = new TestingSessions(otherNode, clock, memory());
    assertRefused(deaf, current);
  }

  @Test
  void requirement6ALogoutEverywhereWithoutTheDatabaseReachesSessionsThisNodeNeverSaw() {
    Access login = here.logIn();
    Access other = there.logIn();
    node.refresh.run();
    postgres.kill();
    try {
      here.logout.logOut(login.refresh(), null, true, TestingSessions.HERE);
      assertThat(here.accepts(login)).isFalse();
    } finally {
      postgres.restart();
    }
    node.watch.look();
    otherNode.watch.look();
    node.replays.replay().run();
    TestingSessions deaf = new TestingSessions(otherNode, clock, memory());
    assertRefused(deaf, other.refresh());
  }

  @Test
  void requirement6ALogoutEverywhereWithoutTheDatabaseIsOneOfEachSession() {
    Access login = here.logIn();
    Access other = here.logIn();
    node.refresh.run();
    postgres.kill();
    try {
      here.logout.logOut(login.refresh(), null, true, TestingSessions.HERE);
    } finally {
      postgres.restart();
    }
    node.watch.look();
    TestingSessions restarted = new TestingSessions(node, clock, memory());
    assertRefused(restarted, other.refresh());
    node.refresh.run();
    assertRefused(restarted, other.refresh());
    assertThat(node.journal.aggregates()).contains(login.session(), other.session());
  }

  @Test
  void requirement5WithoutAMeetingPointTheCacheBoundsIt() {
    TestingSessions deaf = new TestingSessions(otherNode, clock, memory());
    Access login = here.logIn();

    here.logOut(login.refresh());

    assertThat(deaf.accepts(login)).isFalse();
    assertRefused(deaf, login.refresh());
  }

  @Test
  void requirement5WhoHearsTheOthersAgainAsksForWhatItMissed() {
    SharedMemory apart = memory();
    TestingSessions missed = new TestingSessions(otherNode, clock, apart);
    Access login = here.logIn();
    assertThat(missed.accepts(login)).isTrue();
    here.logOut(login.refresh());
    assertThat(missed.accepts(login)).as("what it believed").isTrue();

    apart.publish(SharedMemory.HEARS_AGAIN, "");

    assertThat(missed.accepts(login)).isFalse();
  }

  @Test
  void aDoubtedSessionIsOverHereAlsoWhereNoStoreTakesItsEnd() {
    Access login = here.logIn();
    assertThat(here.accepts(login)).isTrue();
    node.refresh.run();
    postgres.kill();
    try {
      node.journal.refuse("The disk is full");
      assertThatThrownBy(
              () -> here.ends.doubted(login.user().id(), login.session(), TestingSessions.HERE))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(here.bearers.check(login.token()))
          .isEqualTo(new Verdict.Denied(TokenRefusal.SESSION_REVOKED));
      assertThat(here.events).extracting(SecurityEvent::kind).contains("step_up_required");
    } finally {
      postgres.restart();
    }
  }

  private static SharedMemory memory() {
    return new LocalMemory(new TestingTimer(), Clock.systemUTC());
  }

  private static void assertRefused(TestingSessions sessions, String value) {
    assertRefused(sessions, value, TokenRefusal.SESSION_REVOKED);
  }

  private static void assertRefused(TestingSessions sessions, String value, TokenRefusal why) {
    assertThatThrownBy(() -> sessions.refresh(value))
        .isInstanceOfSatisfying(
            RefreshRefused.class, refused -> assertThat(refused.refusal()).isEqualTo(why));
  }
}
