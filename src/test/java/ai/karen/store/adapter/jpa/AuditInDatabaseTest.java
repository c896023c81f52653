package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.audit.control.AuditRetention;
import ai.karen.audit.control.AuditTrail;
import ai.karen.audit.control.ChainedAuditLog;
import ai.karen.audit.control.TestingEvents;
import ai.karen.audit.entity.ChainCheck;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.health.control.TestingClock;
import ai.karen.store.control.DataFolder;
import ai.karen.testing.RealPostgres;
import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.TimeOrderedIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log in real databases. The clock begins before the databases' own. */
class AuditInDatabaseTest {
  private static RealPostgres postgres;

  @TempDir private Path data;
  @TempDir private Path head;

  private final TestingClock clock = new TestingClock();
  private final TestingTimer timer = new TestingTimer();

  @BeforeAll
  static void startPostgres() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @Test
  void requirement1PostgresRefusesToChangeOrRemoveWhatIsToBeKept() {
    try (TestingNode node = TestingNode.beside(postgres, data)) {
      log(node, "P3650D").record(event("login"));
      assertThatThrownBy(() -> postgres.execute("update audit_event set kind = 'other'"))
          .rootCause()
          .hasMessageContaining("the audit log is only ever added to");
      assertThatThrownBy(() -> postgres.execute("delete from audit_event where kind = 'login'"))
          .rootCause()
          .hasMessageContaining("the audit log is only ever added to");
      assertThatThrownBy(() -> postgres.execute("truncate audit_event"))
          .rootCause()
          .hasMessageContaining("the audit log is only ever added to");
      assertThat(check(all(node))).isNull();
    }
  }

  @Test
  void requirement5WhatIsOlderThanTheRetentionIsRemovedAnnounced() {
    try (TestingNode node = TestingNode.embedded(data)) {
      pruned(node);
    }
  }

  @Test
  void requirement5AlsoInPostgres() {
    try (RealPostgres own = RealPostgres.start();
        TestingNode node = TestingNode.beside(own, data)) {
      pruned(node);
    }
  }

  @Test
  void requirement4WithTheDatabaseAwayEventsWaitInTheJournalAndAreSeen() {
    try (RealPostgres own = RealPostgres.start();
        TestingNode node = TestingNode.beside(own, data)) {
      ChainedAuditLog log = log(node, "P90D");
      log.record(event("login"));
      own.kill();
      log.record(event("logout"));
      assertThat(all(node)).hasSize(3);
      own.restart();
      node.watch.look();
      node.replays.replay().run();
      assertThat(all(node)).hasSize(3);
      assertThat(check(all(node))).isNull();
    }
  }

  private void pruned(TestingNode node) {
    ChainedAuditLog log = log(node, "PT24H");
    log.record(event("login"));
    log.record(event("login"));
    AuditRetention retention = new AuditRetention(node.ledger, log, null, clock);
    assertThat(retention.prune()).isZero();
    clock.advance(Duration.ofHours(26));
    log.record(event("logout"));
    assertThat(retention.prune()).isEqualTo(1);
    assertThat(all(node)).hasSize(5);
    clock.advance(Duration.ofHours(1));
    retention.prune();
    List<SealedEntry> rest = all(node);
    assertThat(rest).extracting(each -> each.entry().kind()).contains("logout", "audit_pruned");
    assertThat(rest).noneMatch(each -> each.entry().kind().equals("login"));
    assertThat(check(rest)).isNull();
  }

  private ChainedAuditLog log(TestingNode node, String retention) {
    return new ChainedAuditLog(
        TestingConfig.settings(Map.of(ChainedAuditLog.RETENTION, retention)),
        node.ledger,
        new TestingStoreThreads(),
        hash -> hash,
        new DataFolder(head),
        new TimeOrderedIds(clock),
        timer,
        clock,
        new TestingEvents<>());
  }

  private static SecurityEvent event(String kind) {
    return new SecurityEvent(kind, Outcome.SUCCESS, "somebody", null, Map.of("a", "b"));
  }

  private static List<SealedEntry> all(TestingNode node) {
    return new AuditTrail(node.ledger)
        .page(null, null, 100).value().stream()
            .sorted(
                Comparator.comparing((SealedEntry each) -> each.entry().chain())
                    .thenComparing(each -> each.entry().seq()))
            .toList();
  }

  private static String check(List<SealedEntry> entries) {
    ChainCheck check = new ChainCheck(hash -> hash, false);
    entries.forEach(check::add);
    return check.result().orElse(null);
  }
}
