package ai.karen.store.adapter.jpa;

import ai.karen.account.control.defence.LoginKind;
import ai.karen.account.control.key.KeyKind;
import ai.karen.account.control.session.SessionKind;
import ai.karen.account.control.token.SigningKeyKind;
import ai.karen.account.control.user.AccountKind;
import ai.karen.audit.control.AuditKind;
import ai.karen.conversation.control.ConversationKind;
import ai.karen.conversation.control.memory.VectorKind;
import ai.karen.store.control.AggregateLocks;
import ai.karen.store.control.Application;
import ai.karen.store.control.Copies;
import ai.karen.store.control.CopiesInDoubt;
import ai.karen.store.control.CopyFollowing;
import ai.karen.store.control.CopyRefresh;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Database;
import ai.karen.store.control.DatabaseWatch;
import ai.karen.store.control.DatabaseWrites;
import ai.karen.store.control.JournaledWrites;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Ledgers;
import ai.karen.store.control.LocalDatabase;
import ai.karen.store.control.Recovery;
import ai.karen.store.control.ReplayLog;
import ai.karen.store.control.Replays;
import ai.karen.store.control.StaleCopies;
import ai.karen.store.control.TestingJournal;
import ai.karen.testing.RealPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The stores of one node, put together by hand: real databases, without a server and its guards.
 * Background work runs when the test says so.
 */
public final class TestingNode implements AutoCloseable {
  /** As many calls the shared database takes at once. */
  static final int THREADS = 8;

  /** A machine that builds is slow. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private static final int SOCKET_SECONDS = 10;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final ExecutorService apart = Executors.newSingleThreadExecutor();
  private final DataFolder folder;
  private final EmbeddedDatabase local;
  private final CopiesInDoubt doubts;
  private final SharedDatabase unguarded;
  private final Database shared;

  public final TestingJournal journal;
  public final Ledger ledger;
  public final DatabaseWatch watch;
  public final Replays replays;
  public final CopyRefresh refresh;
  final Recovery recovery;
  final Application application =
      new Application(
          Stream.of(
              new ConversationKind(),
              new VectorKind(),
              new SessionKind(),
              new SigningKeyKind(),
              new AuditKind(),
              new LoginKind(),
              new AccountKind(),
              new KeyKind()));

  private TestingNode(Path data, RealPostgres postgres, TestingJournal journal) {
    this.journal = journal;
    folder = new DataFolder(data);
    local = new EmbeddedDatabase(folder, application);
    Opening opening = new Opening(StoredRows.of(application), name -> source(name, postgres));
    unguarded = new SharedDatabase(postgres != null, opening, threads, apart);
    shared = new Timely(unguarded);
    watch = new DatabaseWatch(shared, Clock.systemUTC(), PATIENCE, 1);
    doubts = new CopiesInDoubt(folder);
    StaleCopies stale = new StaleCopies(doubts);
    Copies copies = new Copies(local, application, stale, Clock.systemUTC());
    JournaledWrites journaled = new JournaledWrites(local, journal, copies);
    GuardedWrites writes = new GuardedWrites(shared, application, watch, journaled);
    AggregateLocks locks = new AggregateLocks();
    DatabaseWrites guarded = new Unguarded(writes);
    refresh = new CopyRefresh(shared, watch, journal, copies, stale, locks);
    CopyFollowing following = new CopyFollowing(copies, doubts, refresh);
    ledger =
        new Ledgers()
            .ledger(shared, local, journal, journaled, guarded, watch, copies, following, locks);
    replays =
        new Replays(
            journal, new ReplayLog(Clock.systemUTC()), shared, local, watch, application, stale);
    recovery = new Recovery(journal, local, copies, doubts);
    recovery.run();
  }

  public static TestingNode embedded(Path data) {
    return embedded(data, new TestingJournal());
  }

  /** With what a journal held before. */
  public static TestingNode embedded(Path data, TestingJournal journal) {
    return new TestingNode(data, null, journal);
  }

  public static TestingNode beside(RealPostgres postgres, Path data) {
    return beside(postgres, data, new TestingJournal());
  }

  /** With what a journal held before. */
  static TestingNode beside(RealPostgres postgres, Path data, TestingJournal journal) {
    TestingNode node = new TestingNode(data, postgres, journal);
    node.watch.look();
    return node;
  }

  public LocalDatabase local() {
    return local;
  }

  /** As H2 does it by itself when its disk fails; it opens again for the next who asks. */
  void closeDatabaseUnderneath() {
    local.closeItself();
  }

  /** As if it were killed while it waits for the database, or has not changed its copy yet. */
  void leaveInDoubt(UUID aggregate) {
    doubts.begin(aggregate);
  }

  public Database shared() {
    return shared;
  }

  @Override
  public void close() {
    local.close();
    unguarded.close();
    folder.release();
    threads.shutdownNow();
    apart.shutdownNow();
  }

  private static DataSource source(String name, RealPostgres postgres) {
    ServerSource source = new ServerSource(name);
    source.setURL(postgres.jdbcUrl());
    source.setUser(RealPostgres.USER);
    source.setPassword(RealPostgres.PASSWORD);
    source.setConnectTimeout(1);
    source.setSocketTimeout(SOCKET_SECONDS);
    return source;
  }
}
