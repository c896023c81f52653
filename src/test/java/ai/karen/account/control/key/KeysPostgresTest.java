package ai.karen.account.control.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.KeyTerms;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.testing.RealPostgres;
import ai.karen.timing.control.TestingTimer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a real PostgreSQL, with a second node, and while the database is away. */
class KeysPostgresTest extends KeysTest {
  private static RealPostgres postgres;

  @TempDir private Path elsewhere;
  @TempDir private Path otherFiles;
  @TempDir private Path fresh;

  @BeforeAll
  static void start() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Override
  TestingNode stores(Path folder) {
    return TestingNode.beside(postgres, folder);
  }

  @BeforeEach
  void empty() throws SQLException {
    try (Connection connection = postgres.connect()) {
      connection.createStatement().execute("delete from account");
      connection.createStatement().execute("delete from api_key");
    }
    node().watch.refresh();
  }

  @Test
  void r1OtherNodesLearnOfChangesAtOnceWhereTheyMeet() {
    try (TestingKeyNode other = new TestingKeyNode(stores(elsewhere), otherFiles, memory, clock)) {
      OwnersKeys.Made made = make();
      assertThat(other.accepts(made)).isTrue();
      revoke(made);
      assertThat(other.accepts(made)).isFalse();
    }
  }

  @Test
  void r1OtherNodesLearnOfChangesByLookingWhereTheyCanNotMeet() {
    LocalMemory apart = new LocalMemory(new TestingTimer(), clock);
    try (TestingKeyNode other = new TestingKeyNode(stores(elsewhere), otherFiles, apart, clock)) {
      OwnersKeys.Made made = make();
      assertThat(other.accepts(made)).isFalse();
      other.watch.tryToRefresh();
      assertThat(other.accepts(made)).isTrue();
      revoke(made);
      other.watch.tryToRefresh();
      assertThat(other.accepts(made)).isFalse();
    }
  }

  @Test
  void r2AStartWhileItIsAwayKnowsTheKeys() {
    OwnersKeys.Made made = make();
    postgres.kill();
    try {
      node().close();
      open();
      assertThat(node().watch.isCurrent()).isFalse();
      assertThat(node().accepts(made)).isTrue();
    } finally {
      postgres.restart();
    }
  }

  @Test
  void r2AStartWithoutACopyWhileItIsAwayCallsNoKeyBad() {
    OwnersKeys.Made made = make();
    postgres.kill();
    try (TestingKeyNode other = new TestingKeyNode(stores(elsewhere), otherFiles, memory, clock)) {
      assertThat(other.check(made)).isInstanceOf(Verdict.Unknown.class);
      postgres.restart();
      other.stores.watch.look();
      other.watch.refresh();

      assertThat(other.accepts(made)).isTrue();
      revoke(made);
      assertThat(other.check(made)).isInstanceOf(Verdict.Refused.class);
    } finally {
      postgres.restart();
    }
  }

  @Test
  void r6WhatIsSpentWhileItIsAwayIsKnownToTheNextStartAndToIt() {
    OwnersKeys.Made made = node().owners.make("service:tests", Set.of(Scope.CHAT), limited(100));
    node().uses.spend(made.key().caller(), 10);
    postgres.kill();
    try {
      node().uses.spend(made.key().caller(), 20);
      node().watch.tryToRefresh();
      try (TestingKeyNode next = new TestingKeyNode(stores(elsewhere), files, memory, clock)) {
        assertThat(next.tokens.total(made.key().id())).isEqualTo(30);
      }
    } finally {
      postgres.restart();
    }
    node().stores.watch.look();
    node().stores.replays.replay().run();
    try (TestingKeyNode other = new TestingKeyNode(stores(elsewhere), otherFiles, memory, clock)) {
      assertThat(other.tokens.total(made.key().id())).isEqualTo(30);
      other.uses.spend(made.key().caller(), 40);
      other.stores.replays.replay().run();
    }
    node().watch.refresh();
    assertThat(node().tokens.total(made.key().id())).as("of both").isEqualTo(70);
  }

  @Test
  void r9TheLastUseMovesWhileItIsAwayAndGoesOnToOtherNodesWhenItIsBack() {
    OwnersKeys.Made made = make();
    postgres.kill();
    try {
      clock.advance(Duration.ofMinutes(1));
      node().accepts(made);
      node().notes.write();
      node().watch.tryToRefresh();
      assertThat(node().tokens.lastUse(made.key().id())).contains(clock.instant());
    } finally {
      postgres.restart();
    }
    node().stores.watch.look();
    node().stores.replays.replay().run();
    try (TestingKeyNode other = new TestingKeyNode(stores(elsewhere), otherFiles, memory, clock)) {
      assertThat(other.tokens.lastUse(made.key().id())).contains(clock.instant());
    }
  }

  private static KeyTerms limited(long budget) {
    return new KeyTerms("", null, List.of(), 0, 0, budget, "");
  }

  @Test
  void r3WhileItIsAwayNoKeyIsMade() {
    postgres.kill();
    try {
      assertThatThrownBy(this::make).isInstanceOf(StoreUnavailable.class);
    } finally {
      postgres.restart();
    }
  }

  @Test
  void r3AKeyTakenBackWhileItIsAwayNeverReturns() throws SQLException {
    OwnersKeys.Made made = make();
    postgres.kill();
    try {
      revoke(made);
      assertThat(node().accepts(made)).isFalse();
      node().close();
      open();
      assertThat(node().accepts(made)).as("after a restart").isFalse();
    } finally {
      postgres.restart();
    }
    node().stores.watch.look();
    node().watch.refresh();
    assertThat(node().accepts(made)).as("the database has it still").isFalse();
    // The journal of a test is in memory, and went with the first node.
    assertThat(rows(made)).isOne();
  }

  @Test
  void r3WhatWasTakenBackMeanwhileIsTakenBackEverywhereByReplay() throws SQLException {
    OwnersKeys.Made made = make();
    postgres.kill();
    try {
      revoke(made);
    } finally {
      postgres.restart();
    }
    node().stores.watch.look();
    node().stores.replays.replay().run();

    assertThat(rows(made)).isZero();
    try (TestingKeyNode other = new TestingKeyNode(stores(elsewhere), fresh, memory, clock)) {
      assertThat(other.accepts(made)).isFalse();
    }
  }

  private static int rows(OwnersKeys.Made made) throws SQLException {
    try (Connection connection = postgres.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from api_key where id = '" + made.key().id() + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
