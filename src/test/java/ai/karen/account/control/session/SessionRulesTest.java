package ai.karen.account.control.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.control.token.AccessToken;
import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.ProvenUser;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.TokenRefusal;
import ai.karen.account.entity.User;
import ai.karen.account.entity.UserChanged;
import ai.karen.account.entity.Verdict;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.health.control.TestingClock;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.timing.control.TestingTimer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules, on a clock that the test turns. */
class SessionRulesTest {
  private static final Duration OVERLAP = LoginSession.OVERLAP;
  private static final Duration MOMENT = Duration.ofMillis(1);

  @TempDir private Path data;

  private final TestingClock clock = new TestingClock();
  private TestingNode node;
  private TestingSessions sessions;
  private Access login;

  @BeforeEach
  void logIn() {
    node = TestingNode.embedded(data);
    sessions = new TestingSessions(node, clock, new LocalMemory(new TestingTimer(), clock));
    login = sessions.logIn();
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void requirement1AnUnusedSessionEndsAfterSevenDays() {
    clock.advance(Duration.ofDays(7).minus(MOMENT));
    Access later = sessions.refresh(login.refresh());
    clock.advance(Duration.ofDays(7));

    assertRefused(later.refresh(), TokenRefusal.SESSION_EXPIRED);
  }

  @Test
  void requirement1RefreshingNeverMovesTheAbsoluteEnd() {
    Instant end = clock.instant().plus(Duration.ofDays(30));
    Access latest = login;
    while (clock.instant().plus(Duration.ofDays(6)).isBefore(end)) {
      clock.advance(Duration.ofDays(6));
      latest = sessions.refresh(latest.refresh());
    }
    clock.advance(Duration.between(clock.instant(), end).minus(Duration.ofMinutes(1)));
    latest = sessions.refresh(latest.refresh());

    assertThat(latest.lifeSeconds()).isEqualTo(60);
    assertThat(latest.refreshSeconds()).isEqualTo(60);
    clock.advance(Duration.ofMinutes(1));
    assertRefused(latest.refresh(), TokenRefusal.SESSION_EXPIRED);
    assertThat(sessions.bearers.check(latest.token()))
        .isEqualTo(new Verdict.Denied(TokenRefusal.EXPIRED));
  }

  @Test
  void requirement1TheCookieIsKeptForTheWholeLifeOfTheSessionAndTheTokenNoLonger() {
    int week = 7 * 24 * 60 * 60;
    assertThat(login.refreshSeconds()).isEqualTo(week);
    sessions.refresh(login.refresh());
    clock.advance(MOMENT);

    assertThat(sessions.refresh(login.refresh()).refreshSeconds())
        .as("a moment after the rotation")
        .isEqualTo(week);
    clock.advance(Duration.ofDays(7).minusMillis(1_501));
    Access last = sessions.refresh(login.refresh());
    assertThat(last.refreshSeconds()).as("of a second and a half").isEqualTo(2);
    assertThat(last.lifeSeconds()).isEqualTo(1);
  }

  @Test
  void requirement1AnAccessTokenNeverOutlivesTheIdleLimit() {
    clock.advance(Duration.ofDays(7).minus(Duration.ofMinutes(1)));
    sessions.refresh(login.refresh());
    clock.advance(Duration.ofDays(7).minus(Duration.ofMinutes(1)));

    Access follow = sessions.refresh(login.refresh());

    assertThat(follow.lifeSeconds()).isEqualTo(60);
  }

  @Test
  void requirement1ATokenOfASessionThatWasNotUsedForTooLongIsRefused() {
    clock.advance(Duration.ofDays(6));
    String longLived =
        sessions.tokens.issue(
            new AccessToken.Contents(
                sessions.users.ada(), login.session(), clock.instant().plus(Duration.ofDays(9))));
    clock.advance(Duration.ofDays(1).minusSeconds(10));
    assertThat(sessions.bearers.check(longLived)).isInstanceOf(Verdict.Accepted.class);
    sessions.refresh(login.refresh());
    clock.advance(Duration.ofSeconds(11));
    assertThat(sessions.bearers.check(longLived))
        .as("used since")
        .isInstanceOf(Verdict.Accepted.class);

    clock.advance(Duration.ofDays(7));

    assertThat(sessions.bearers.check(longLived))
        .isEqualTo(new Verdict.Denied(TokenRefusal.SESSION_EXPIRED));
  }

  @Test
  void requirement5ALoginUnderWayDoesNotSurviveLogoutEverywhere() {
    ProvenUser proven = sessions.proven();
    sessions.logout.logOut(login.refresh(), null, true, TestingSessions.HERE);

    assertNotOpened(proven);
    clock.advance(MOMENT);

    assertThat(sessions.accepts(sessions.logIn())).isTrue();
  }

  @Test
  void requirement5ALoginUnderWayDoesNotSurviveAChangedPasswordOrAccount() {
    ProvenUser proven = sessions.proven();
    sessions.accounts.changeHash(TestingUsers.ID, TestingSessions.HASH, "of another");
    assertNotOpened(proven);

    ProvenUser again = sessions.proven();
    sessions.accounts.change(new User(TestingUsers.ID, "ada@example.org", null, Role.USER, false));
    assertNotOpened(again);
  }

  private void assertNotOpened(ProvenUser proven) {
    assertThatThrownBy(() -> sessions.sessions.open(proven, TestingSessions.ORIGIN))
        .isInstanceOfSatisfying(
            RefreshRefused.class,
            refused -> assertThat(refused.refusal()).isEqualTo(TokenRefusal.SESSION_REVOKED));
  }

  @Test
  void requirement2EachRefreshBringsTheNextValue() {
    assertThat(login.refresh()).isEqualTo(sessions.value(login, 0));
    assertThat(sessions.refresh(login.refresh()).refresh()).isEqualTo(sessions.value(login, 1));
    assertThat(sessions.refresh(sessions.value(login, 1)).refresh())
        .isEqualTo(sessions.value(login, 2));
  }

  @Test
  void requirement3APredecessorIsGoodUntilItsSuccessorWasSeenHoweverLate() {
    sessions.refresh(login.refresh());
    clock.advance(Duration.ofDays(3));

    assertThat(sessions.refresh(login.refresh()).refresh()).isEqualTo(sessions.value(login, 1));
    clock.advance(Duration.ofDays(3));
    assertThat(sessions.refresh(login.refresh()).refresh()).isEqualTo(sessions.value(login, 1));
  }

  @Test
  void requirement3AnOlderOneIsGoodForTenSecondsAfterItsRotation() {
    sessions.refresh(login.refresh());
    sessions.refresh(sessions.value(login, 1));
    sessions.refresh(sessions.value(login, 2));
    clock.advance(OVERLAP);

    assertThat(sessions.refresh(login.refresh()).refresh()).isEqualTo(sessions.value(login, 3));
  }

  @Test
  void requirement3HoweverManyFollowedOnesAreJudgedByTheirAge() {
    Duration pause = Duration.ofMillis(20);
    for (int counter = 0; counter < 200; counter++) {
      sessions.refresh(sessions.value(login, counter));
      clock.advance(pause);
    }
    clock.advance(OVERLAP.minus(pause.multipliedBy(200)));
    for (int old : new int[] {0, 1, 100, 167, 199}) {
      assertThat(sessions.refresh(sessions.value(login, old)).refresh())
          .as("value " + old)
          .isEqualTo(sessions.value(login, 200));
    }
    clock.advance(Duration.ofSeconds(1));

    assertRefused(login.refresh(), TokenRefusal.REFRESH_REUSE);
  }

  @Test
  void requirement3AValueReplacedLongBeforeTheOthersIsOld() {
    sessions.refresh(login.refresh());
    clock.advance(OVERLAP.plus(MOMENT));
    sessions.refresh(sessions.value(login, 1));

    assertRefused(login.refresh(), TokenRefusal.REFRESH_REUSE);
  }

  @Test
  void requirement3AnyOtherUseOfAnOlderOneEndsTheSessionEverywhere() {
    sessions.refresh(login.refresh());
    Access current = sessions.refresh(sessions.value(login, 1));
    assertThat(sessions.accepts(current)).isTrue();
    clock.advance(OVERLAP.plus(MOMENT));

    assertRefused(login.refresh(), TokenRefusal.REFRESH_REUSE);

    assertRefused(current.refresh(), TokenRefusal.REFRESH_REUSE);
    assertThat(sessions.bearers.check(current.token())).isInstanceOf(Verdict.Denied.class);
    assertThat(sessions.events)
        .extracting(SecurityEvent::kind, SecurityEvent::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("refresh_reuse", SecurityEvent.Outcome.REFUSED));
  }

  @Test
  void requirement3TheEndOfAReusedSessionLeavesOthersAlone() {
    Access other = sessions.logIn();
    sessions.refresh(login.refresh());
    sessions.refresh(sessions.value(login, 1));
    clock.advance(OVERLAP.plus(MOMENT));
    assertRefused(login.refresh(), TokenRefusal.REFRESH_REUSE);

    assertThat(sessions.refresh(other.refresh()).refresh()).isEqualTo(sessions.value(other, 1));
  }

  @Test
  void requirement3AValueBeyondTheCurrentOneIsOfADatabaseThatLostItsLastCommits() {
    Access after = sessions.refresh(sessions.value(login, 5));

    assertThat(after.refresh()).isEqualTo(sessions.value(login, 6));
  }

  @Test
  void requirement2ChangedAndForeignValuesAreNone() {
    String value = login.refresh();
    String next = value.replace(".0.", ".1.");
    String cut = value.substring(0, value.length() - 1);
    for (String wrong : new String[] {next, cut, value + "0", value.toUpperCase(), "", "a.b.c.d"}) {
      assertRefused(wrong, TokenRefusal.INVALID);
    }
    assertThat(sessions.refresh(value).refresh()).isNotNull();
  }

  @Test
  void requirement5WhatIsEndedIsDeadAtOnce() {
    assertThat(sessions.accepts(login)).isTrue();

    sessions.logOut(login.refresh());

    assertThat(sessions.bearers.check(login.token()))
        .isEqualTo(new Verdict.Denied(TokenRefusal.SESSION_REVOKED));
    assertRefused(login.refresh(), TokenRefusal.SESSION_REVOKED);
    sessions.logOut(login.refresh());
  }

  @Test
  void requirement5LogoutEverywhereEndsAllSessionsOfTheUser() {
    Access other = sessions.logIn();
    assertThat(sessions.accepts(other)).isTrue();

    sessions.logout.logOut(login.refresh(), null, true, TestingSessions.HERE);

    assertThat(sessions.accepts(login)).isFalse();
    assertThat(sessions.accepts(other)).isFalse();
    assertRefused(other.refresh(), TokenRefusal.SESSION_REVOKED);
    clock.advance(MOMENT);
    assertThat(sessions.accepts(sessions.logIn())).isTrue();
  }

  @Test
  void requirement5AChangedPasswordKeepsTheSessionThatChangedIt() {
    Access other = sessions.logIn();

    sessions.ends.changed(
        new UserChanged(TestingUsers.ID, UserChanged.Kind.PASSWORD_CHANGED, login.session()));

    assertThat(sessions.accepts(login)).isTrue();
    assertThat(sessions.accepts(other)).isFalse();
  }

  @Test
  void requirement5WhoIsDisabledIsOutAtOnce() {
    sessions.users.become(Role.USER, false);
    sessions.ends.changed(new UserChanged(TestingUsers.ID, UserChanged.Kind.DISABLED, null));

    assertThat(sessions.accepts(login)).isFalse();
    assertRefused(login.refresh(), TokenRefusal.SESSION_REVOKED);
  }

  @Test
  void requirement5ARoleIsTakenWithTheNextTokenAndLostAtOnce() {
    sessions.users.become(Role.ADMIN, true);
    sessions.ends.changed(new UserChanged(TestingUsers.ID, UserChanged.Kind.ROLE_CHANGED, null));
    assertThat(mayAdminister(login)).isFalse();
    Access next = sessions.refresh(login.refresh());
    assertThat(mayAdminister(next)).isTrue();

    sessions.users.become(Role.USER, true);
    sessions.ends.changed(new UserChanged(TestingUsers.ID, UserChanged.Kind.ROLE_CHANGED, null));

    assertThat(mayAdminister(next)).isFalse();
  }

  @Test
  void requirement7OneTokenIsRevokedAndItsSessionGoesOn() throws Exception {
    Access next = sessions.refresh(login.refresh());
    String id = sessions.tokens.check(login.token()).id();

    sessions.ends.endToken(login.session(), id, clock.instant().plus(Duration.ofMinutes(10)));

    assertThat(sessions.bearers.check(login.token()))
        .isEqualTo(new Verdict.Denied(TokenRefusal.REVOKED));
    assertThat(sessions.accepts(next)).isTrue();
  }

  @Test
  void requirement7WhoRevokesTooManyTokensLosesTheSession() {
    Instant end = clock.instant().plus(Duration.ofMinutes(10));
    for (int token = 0; token <= 64; token++) {
      sessions.ends.endToken(login.session(), "token" + token, end);
    }
    assertThat(sessions.accepts(login)).isFalse();
  }

  @Test
  void requirement1ADayAfterItsEndASessionIsForgotten() {
    clock.advance(Duration.ofDays(29));
    Access later = sessions.logIn();
    clock.advance(Duration.ofDays(1));
    sessions.sweep.sweep();
    assertRefused(login.refresh(), TokenRefusal.SESSION_EXPIRED);
    clock.advance(Duration.ofDays(1).plus(Duration.ofHours(1)));

    sessions.sweep.sweep();

    assertRefused(login.refresh(), TokenRefusal.SESSION_REVOKED);
    assertThat(sessions.refresh(later.refresh()).refresh()).isNotNull();
  }

  private boolean mayAdminister(Access access) {
    return sessions.bearers.check(access.token()) instanceof Verdict.Accepted accepted
        && accepted.caller().may(Scope.ADMIN);
  }

  private void assertRefused(String value, TokenRefusal refusal) {
    assertThatThrownBy(() -> sessions.refresh(value))
        .isInstanceOfSatisfying(
            RefreshRefused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }
}
