package ai.karen.account.control.session;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.control.KeyHash;
import ai.karen.account.control.token.AccessTokens;
import ai.karen.account.control.token.ExternalIssuer;
import ai.karen.account.control.token.TestingTokens;
import ai.karen.account.control.user.TestingAccounts;
import ai.karen.account.entity.Account;
import ai.karen.account.entity.LoginSession;
import ai.karen.account.entity.ProvenUser;
import ai.karen.account.entity.Verdict;
import ai.karen.audit.control.AuditLog;
import ai.karen.audit.entity.SecurityEvent;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.SharedMemory;
import ai.karen.testing.StoreSettings;
import ai.karen.timing.control.TimeOrderedIds;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sessions on one node, put together by hand. */
final class TestingSessions {
  static final String HERE = "192.0.2.7";

  static final String HASH = "of no password";
  static final LoginSession.Origin ORIGIN = new LoginSession.Origin("Browser", HERE);

  final TestingUsers users;
  final TestingAccounts accounts;
  final KeyHash hash;
  final SessionOperations operations;
  final Sessions sessions;
  final SessionEnds ends;
  final Logout logout;
  final LiveSessions live;
  final Bearers bearers;
  final SessionSweep sweep;
  final AccessTokens tokens;
  private final Ledger ledger;
  final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

  TestingSessions(TestingNode node, Clock clock, SharedMemory memory) {
    this(node, clock, memory, new TestingUsers());
  }

  TestingSessions(TestingNode node, Clock clock, SharedMemory memory, TestingUsers users) {
    this.users = users;
    this.ledger = node.ledger;
    this.accounts = new TestingAccounts(node.ledger);
    Settings settings = TestingConfig.settings(Map.of("karen.secret", StoreSettings.SECRET));
    hash = new KeyHash(new DeploymentSecret(settings, null));
    SessionLimits limits = new SessionLimits(settings);
    operations = new SessionOperations(hash, clock);
    AuditLog log = events::add;
    SessionAudit audit = new SessionAudit(log);
    live = new LiveSessions(node.ledger, users, memory, limits, clock);
    live.listen(null);
    ends = new SessionEnds(node.ledger, operations, live, audit);
    tokens = TestingTokens.of(node.ledger, hash, settings, clock);
    sessions =
        new Sessions(
            node.ledger,
            operations,
            ends,
            live,
            new DatabaseAbsence(node.shared(), node.watch),
            limits,
            tokens,
            users,
            hash,
            new TimeOrderedIds(clock));
    logout = new Logout(node.ledger, ends, audit, hash);
    bearers =
        new Bearers(tokens, live, new ExternalIssuer(settings, location -> location, null, clock));
    sweep = new SessionSweep(node.ledger, null, operations);
  }

  Access logIn() {
    return sessions.open(proven(), ORIGIN);
  }

  /** Whose password was right a moment ago. */
  ProvenUser proven() {
    Optional<Account> account = account();
    if (account.isEmpty()) {
      accounts.create(users.ada(), HASH);
      account = account();
    }
    return new ProvenUser(users.ada(), account.orElseThrow().revision());
  }

  private Optional<Account> account() {
    return ledger.read(TestingUsers.ID, rows -> rows.find(Account.class, TestingUsers.ID));
  }

  Access refresh(String value) {
    return sessions.refresh(value, HERE);
  }

  void logOut(String value) {
    logout.logOut(value, null, false, HERE);
  }

  boolean accepts(Access access) {
    return bearers.check(access.token()) instanceof Verdict.Accepted;
  }

  String value(Access access, long counter) {
    return new RefreshValue(access.session(), counter).text(hash);
  }
}
