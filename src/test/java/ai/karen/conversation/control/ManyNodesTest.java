package ai.karen.conversation.control;

import static ai.karen.conversation.control.TestingTalk.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.UserChanged;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.adapter.memory.LocalMemory;
import ai.karen.store.control.Answers;
import ai.karen.store.control.Chores;
import ai.karen.store.control.Rows;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.entity.HeldCopy;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.OperationConflict;
import ai.karen.testing.RealPostgres;
import ai.karen.timing.control.TestingTimer;
import ai.karen.timing.control.TimeOrderedIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements 1, 5, 6 and 7: conversations of two nodes beside one PostgreSQL. */
class ManyNodesTest {
  private static final String ROUTE = "POST /api/conversations";

  @TempDir private static Path data;
  @TempDir private static Path elsewhere;

  private static RealPostgres postgres;
  private static TestingNode here;
  private static TestingNode there;
  private static Deletions deletions;

  private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
  private final Operations operations = new Operations(ids, Clock.systemUTC());
  private final Identities identities = new Identities(ids);
  private final UUID user = UUID.randomUUID();
  private final String owner = user.toString();

  @BeforeAll
  static void open() {
    postgres = RealPostgres.start();
    SharedMemory memory = new LocalMemory(new TestingTimer(), Clock.systemUTC());
    here = TestingNode.beside(postgres, data);
    there = TestingNode.beside(postgres, elsewhere);
    TestingDeletions.of(here, memory);
    deletions = TestingDeletions.of(there, memory);
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
    postgres.close();
  }

  @Test
  void requirement1WhatIsReadFromACopySaysSo() {
    UUID id = copied();
    assertThat(now(conversations(here).find(id, owner)).degraded()).isFalse();
    assertThat(now(conversations(here).messages(id, owner, null, 9)).degraded()).isFalse();
    postgres.kill();
    try {
      assertThat(now(conversations(here).find(id, owner)).degraded()).isTrue();
      Stored<List<Message>> messages = now(conversations(here).messages(id, owner, null, 9));
      assertThat(messages.value()).hasSize(1);
      assertThat(messages.degraded()).isTrue();
    } finally {
      postgres.restart();
      here.watch.look();
      there.watch.look();
    }
  }

  @Test
  void requirement1WhatWaitsInTheJournalIsReadFromTheCopyAndSaysSo() {
    UUID id = copied();
    here.journal.append(operations.renamed(once(), id, owner, "Waits"));

    assertThat(now(conversations(here).find(id, owner)).degraded()).isTrue();
    here.replays.replay().run();
    assertThat(now(conversations(here).find(id, owner)).degraded()).isFalse();
  }

  @Test
  void requirement6ADeletionReachesOtherNodesCopies() {
    UUID id = copied();

    now(conversations(there).delete(once(), id, owner));

    assertThat(isCopied(id)).isFalse();
    assertThat(isHeldBy(there, id)).as("its own says that it is deleted").isTrue();
  }

  @Test
  void requirement6RetentionReachesOtherNodesCopies() {
    UUID id = copied();
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(11));

    new Retention(
            TestingConfig.settings(Map.of(Retention.SETTING, "P10D")),
            there.ledger,
            operations,
            deletions,
            new Chores(new TestingStoreThreads(), new TestingTimer()),
            later)
        .deleteOld();

    assertThat(isCopied(id)).isFalse();
  }

  @Test
  void requirement6TheEndOfAnAccountReachesOtherNodesCopies() {
    UUID id = copied();

    new OwnersTraces(there.ledger, operations, deletions).delete(user);

    assertThat(isCopied(id)).isFalse();
  }

  @Test
  void requirement6WhatWaitsHereStaysUntilItWasReplayed() {
    UUID id = copied();
    here.journal.append(operations.renamed(once(), id, owner, "Waits"));

    now(conversations(there).delete(once(), id, owner));

    assertThat(isCopied(id)).isTrue();
    here.replays.replay().run();
    here.refresh.run();
    assertThat(now(conversations(here).list(owner, null, 9)).value()).isEmpty();
    assertThat(here.local().read(rows -> rows.find(Conversation.class, id)).isPresent()).isFalse();
  }

  @Test
  void requirement6NothingBeginsAfterTheEndOfAnAccount() {
    Operation late = operations.created(identities.once(), UUID.randomUUID(), owner, "Late");
    new OwnersEnd(there.ledger, operations)
        .changed(new UserChanged(user, UserChanged.Kind.DELETED, null));
    here.journal.append(late);

    here.replays.replay().run();

    assertThat(now(conversations(here).list(owner, null, 9)).value()).isEmpty();
    assertThat(isConflict(late)).isTrue();
    assertThatThrownBy(() -> now(conversations(here).create(identities.once(), owner, "Later")))
        .satisfies(failure -> assertThat(status(failure)).isEqualTo(404));
  }

  @Test
  void requirement5AnotherRequestWithTheSameKeyIsAConflictWhenItComes() {
    RequestIdentity first = identities.keyed(owner, ROUTE, "key", "{\"title\":\"First\"}");
    RequestIdentity second = identities.keyed(owner, ROUTE, "key", "{\"title\":\"Second\"}");
    UUID id = now(conversations(there).create(first, owner, "First")).value().id();
    Operation same = operations.created(first, id, owner, "First");
    Operation other = operations.created(second, id, owner, "Second");

    here.journal.append(same);
    here.replays.replay().run();
    assertThat(isConflict(same)).isFalse();
    here.journal.append(other);
    here.replays.replay().run();
    here.journal.append(other);
    here.replays.replay().run();

    assertThat(isConflict(other)).isTrue();
    assertThat(here.journal.parked(0, 9_999)).isEmpty();
    assertThat(now(conversations(here).find(id, owner)).value().title()).isEqualTo("First");
  }

  @Test
  void requirement5AKeyIsKnownWhenItsMarkIsGone() {
    RequestIdentity first = identities.keyed(owner, ROUTE, "key", "{\"title\":\"First\"}");
    RequestIdentity second = identities.keyed(owner, ROUTE, "key", "{\"title\":\"Second\"}");
    Conversations conversations = conversations(there);
    UUID id = now(conversations.create(first, owner, "First")).value().id();
    now(conversations.rename(once(), id, owner, "Renamed"));
    forgetMarks();

    assertThatThrownBy(() -> now(conversations.create(second, owner, "Second")))
        .satisfies(failure -> assertThat(status(failure)).isEqualTo(422));
    assertThat(now(conversations.create(first, owner, "First")).value().id()).isEqualTo(id);
    forgetMarks();
    Operation late = operations.created(second, id, owner, "Second");
    here.journal.append(late);
    here.replays.replay().run();
    assertThat(isConflict(late)).isTrue();
  }

  @Test
  void requirement5AQuestionsKeyIsKnownWhenItsMarkIsGone() {
    UUID id = create(there);
    RequestIdentity first = identities.keyed(owner, ROUTE, "key", "{\"content\":\"One?\"}");
    RequestIdentity second = identities.keyed(owner, ROUTE, "key", "{\"content\":\"Two?\"}");
    ask(there, first, id, "One?");
    forgetMarks();

    assertThatThrownBy(() -> ask(there, second, id, "Two?"))
        .satisfies(failure -> assertThat(status(failure)).isEqualTo(422));
    assertThat(ask(there, first, id, "One?").question().content()).isEqualTo("One?");
    assertThat(now(conversations(there).messages(id, owner, null, 9)).value()).hasSize(1);
  }

  /** Made there, with one message, and read here. */
  private UUID copied() {
    UUID id = create(there);
    ask(there, identities.once(), id, "First?");
    now(conversations(here).find(id, owner));
    here.refresh.run();
    assertThat(isCopied(id)).isTrue();
    return id;
  }

  private boolean isCopied(UUID id) {
    return isHeldBy(here, id)
        || here.local().read(rows -> rows.find(Conversation.class, id)).isPresent()
        || here.local().read(rows -> !Reads.messages(rows, id, null, 1).isEmpty());
  }

  private static boolean isHeldBy(TestingNode node, UUID id) {
    return node.local().read(rows -> rows.find(HeldCopy.class, id)).isPresent();
  }

  private UUID create(TestingNode node) {
    return now(conversations(node).create(identities.once(), owner, null)).value().id();
  }

  private Opening ask(TestingNode node, RequestIdentity request, UUID id, String content) {
    Dialogue dialogue =
        new Dialogue(node.ledger, new TestingStoreThreads(), operations, identities);
    return now(dialogue.open(new Saying(request, id, owner, content, null)));
  }

  private Conversations conversations(TestingNode node) {
    return new Conversations(
        node.ledger, new TestingStoreThreads(), operations, identities, deletions);
  }

  private void forgetMarks() {
    inDatabase(rows -> rows.execute("delete from AppliedOperation o", Map.of()));
    for (TestingNode node : List.of(here, there)) {
      node.local().change(rows -> rows.execute("delete from AppliedOperation o", Map.of()));
    }
  }

  private boolean isConflict(Operation operation) {
    Optional<OperationConflict> conflict =
        inDatabase(rows -> rows.find(OperationConflict.class, operation.id()));
    return conflict.isPresent();
  }

  private <T> T inDatabase(Function<Rows, T> work) {
    return Answers.of(there.shared().run(work));
  }

  private static int status(Throwable failure) {
    return ((ProblemException) failure).problem().status();
  }

  private static RequestIdentity once() {
    return new RequestIdentity(UUID.randomUUID(), "", false);
  }
}
