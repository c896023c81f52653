package ai.karen.audit.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.audit.entity.ChainCheck;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.audit.entity.SecurityEvent.Outcome;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.health.control.TestingClock;
import ai.karen.json.entity.Json;
import ai.karen.store.control.DataFolder;
import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainedAuditLogTest {
  @TempDir private Path data;

  private final TestingLedger ledger = new TestingLedger();
  private final TestingTimer timer = new TestingTimer();
  private final TestingClock clock = new TestingClock();
  private final TestingEvents<SecurityEvent> heard = new TestingEvents<>();
  private DataFolder folder;

  @BeforeEach
  void open() {
    folder = new DataFolder(data);
  }

  @AfterEach
  void close() {
    folder.release();
  }

  @Test
  void requirement1EntriesAreChained() {
    ChainedAuditLog log = log();
    log.record(event("login"));
    log.record(event("logout"));
    assertThat(kinds()).containsExactly("audit_opened", "login", "logout");
    assertThat(check(entries())).isNull();
    assertThat(heard.fired()).hasSize(2);
  }

  @Test
  void requirement1AChangedARemovedAndAnExchangedEntryShow() {
    ChainedAuditLog log = log();
    for (int number = 0; number < 10; number++) {
      log.record(event("login"));
    }
    List<SealedEntry> whole = entries();
    List<SealedEntry> gap = new java.util.ArrayList<>(whole);
    gap.remove(4);
    assertThat(check(gap)).contains("Entry 6", "missing");
    List<SealedEntry> headless = whole.subList(3, whole.size());
    assertThat(check(headless)).contains("Entry 4", "first of its chain");
    List<SealedEntry> changed = new java.util.ArrayList<>(whole);
    SealedEntry fifth = whole.get(4);
    changed.set(4, new SealedEntry(whole.get(5).entry(), fifth.hash(), fifth.seal()));
    assertThat(check(changed)).contains("was changed");
    List<SealedEntry> forged = new java.util.ArrayList<>(whole);
    forged.set(4, new SealedEntry(fifth.entry(), fifth.hash(), "0".repeat(64)));
    assertThat(check(forged)).contains("Entry 5", "seal");
  }

  @Test
  void requirement1ARestartBeginsAChainThatNamesTheOneBefore() {
    log().record(event("login"));
    List<SealedEntry> before = entries();
    log().record(event("login"));
    List<SealedEntry> all = entries();
    SealedEntry opened = all.get(before.size());
    assertThat(opened.entry().kind()).isEqualTo(ChainCheck.OPENED);
    assertThat(opened.entry().details())
        .containsEntry("chain", before.get(0).entry().chain().toString())
        .containsEntry("seq", "2")
        .containsEntry("hash", before.get(1).hash());
    assertThat(check(all)).isNull();
    // Without the end of the chain before.
    List<SealedEntry> cut = new java.util.ArrayList<>(all);
    cut.remove(1);
    assertThat(check(cut)).contains("names an earlier chain of which the end is missing");
  }

  @Test
  void requirement1WhatWasRemovedInItsTimeIsNotMissed() {
    ChainedAuditLog log = log();
    log.record(event("login"));
    log.record(event("login"));
    SealedEntry end = entries().get(1);
    log.record(
        new SecurityEvent(
            ChainCheck.PRUNED,
            Outcome.SUCCESS,
            null,
            null,
            Map.of(
                "chain", end.entry().chain().toString(),
                "seq", String.valueOf(end.entry().seq()),
                "hash", end.hash())));
    assertThat(check(entries().subList(2, 4))).isNull();
    assertThat(check(entries().subList(3, 4))).contains("first of its chain");
  }

  @Test
  void requirement2NoEntryCarriesALineBreakOrASecret() {
    log()
        .record(
            new SecurityEvent(
                "login",
                Outcome.FAILURE,
                "a\r\nb\u2028c\u0000\ud800",
                "1.2.3.4\n",
                Map.of(
                    "agent", "x\u001b[31m" + "y".repeat(1_000),
                    "key", "kk_live_0000000A_0123456789ABCDEFGHIJKLMNOPQRSTUV3b44ZP",
                    "token", "Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
                    "refresh", "0a0b0c0d-0000-4000-8000-000000000001.7.k1.abcdef")));
    SealedEntry entry = entries().get(1);
    assertThat(entry.entry().subject()).isEqualTo("a??b?c??");
    assertThat(entry.entry().address()).isEqualTo("1.2.3.4?");
    assertThat(entry.entry().details().get("agent")).hasSize(PlainText.LONGEST);
    assertThat(entry.toString()).doesNotContain("kk_live", "eyJ", "abcdef", "\u001b");
    assertThat(check(entries())).isNull();
  }

  @Test
  void requirement4WhatTheStoresRefuseIsWrittenLater() {
    ChainedAuditLog log = log();
    log.record(event("login"));
    ledger.away(true);
    log.record(event("logout"));
    log.record(event("login"));
    assertThat(kinds()).containsExactly("audit_opened", "login");
    timer.advance(ChainedAuditLog.PAUSE);
    ledger.away(false);
    timer.advance(ChainedAuditLog.PAUSE);
    assertThat(kinds()).containsExactly("audit_opened", "login", "logout", "login");
    assertThat(check(entries())).isNull();
  }

  @Test
  void requirement4WhatTheQueueCannotHoldIsCountedAndTheCountIsWrittenDown() {
    ChainedAuditLog log = log();
    ledger.away(true);
    // The first batch was taken out of the queue before it was refused.
    for (int number = 0; number < ChainedAuditLog.QUEUE + 8; number++) {
      log.record(event("login"));
    }
    assertThat(log.lost()).isEqualTo(7);
    ledger.away(false);
    timer.advance(ChainedAuditLog.PAUSE);
    assertThat(log.lost()).isZero();
    assertThat(entries())
        .filteredOn(each -> each.entry().kind().equals("audit_overflow"))
        .singleElement()
        .satisfies(each -> assertThat(each.entry().details()).containsEntry("lost", "7"));
    assertThat(check(entries())).isNull();
  }

  private ChainedAuditLog log() {
    return new ChainedAuditLog(
        TestingConfig.settings(Map.of()),
        ledger,
        new TestingStoreThreads(),
        ChainedAuditLogTest::seal,
        folder,
        new TimeOrderedIds(clock),
        timer,
        clock,
        heard);
  }

  private static SecurityEvent event(String kind) {
    return new SecurityEvent(kind, Outcome.SUCCESS, "somebody", "192.0.2.1", Map.of("a", "b"));
  }

  private List<SealedEntry> entries() {
    return ledger.executed().stream()
        .flatMap(each -> Json.readObject(each.payload()).getJsonArray("entries").stream())
        .map(JsonValue::asJsonObject)
        .map(EntryJson::read)
        .toList();
  }

  private List<String> kinds() {
    return entries().stream().map(each -> each.entry().kind()).toList();
  }

  private static String check(List<SealedEntry> entries) {
    ChainCheck check = new ChainCheck(ChainedAuditLogTest::seal, false);
    entries.forEach(check::add);
    return check.result().orElse(null);
  }

  private static String seal(String hash) {
    return new StringBuilder(hash).reverse().toString();
  }
}
