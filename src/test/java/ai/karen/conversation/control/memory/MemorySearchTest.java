package ai.karen.conversation.control.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.control.ConversationKind;
import ai.karen.conversation.control.Conversations;
import ai.karen.conversation.control.Dialogue;
import ai.karen.conversation.control.Identities;
import ai.karen.conversation.control.Operations;
import ai.karen.conversation.control.Saying;
import ai.karen.conversation.control.TestingDeletions;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.conversation.control.TestingTalk;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.MessageVector;
import ai.karen.conversation.entity.Quantised;
import ai.karen.json.entity.Json;
import ai.karen.language.control.TestingEmbedder;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.control.Answers;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import ai.karen.testing.RealPostgres;
import ai.karen.timing.control.TimeOrderedIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirements 2 and 3 of memory, while stores go and come and conversations are deleted. */
class MemorySearchTest {
  @TempDir private static Path data;
  @TempDir private static Path elsewhere;

  private static RealPostgres postgres;
  private static TestingNode node;
  private static TestingNode other;

  private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
  private final TestingEmbedder embedder = new TestingEmbedder();
  private final String owner = UUID.randomUUID().toString();
  private final MemorySearch search =
      new MemorySearch(embedder, new Indexes(node.ledger, embedder), node.ledger);

  @BeforeAll
  static void open() {
    postgres = RealPostgres.start();
    node = TestingNode.beside(postgres, data);
    other = TestingNode.beside(postgres, elsewhere);
  }

  @AfterAll
  static void close() {
    node.close();
    other.close();
    postgres.close();
  }

  @Test
  void inAnOutageWhatIsNotAtHandIsLeftOutAndTheIndexStays() {
    say(other, "red apples grow on trees");
    say(node, "red apples");
    assertThat(contents(search("red apples on trees", 5))).hasSize(2);
    postgres.kill();
    try {
      for (int search = 0; search < 2; search++) {
        Reading<List<Memory>> found = search("red apples on trees", 5);
        assertThat(contents(found)).containsExactly("red apples");
        assertThat(found.partial()).isTrue();
      }
    } finally {
      postgres.restart();
      node.watch.look();
      other.watch.look();
    }

    assertThat(search("red apples on trees", 5).partial()).isFalse();
    assertThat(contents(search("red apples on trees", 5))).hasSize(2);
  }

  @Test
  void aBacklogIsNoDeletion() {
    say(other, "red apples grow on trees");
    assertThat(contents(search("red apples", 5))).hasSize(1);
    Operation waits = operation("conversation.created", UUID.randomUUID());
    node.local().apply(waits, () -> node.journal.append(waits));

    Reading<List<Memory>> found = search("red apples", 5);
    assertThat(found.value()).isEmpty();
    assertThat(found.partial()).isTrue();
    node.replays.replay().run();
    assertThat(contents(search("red apples", 5))).hasSize(1);
  }

  @Test
  void withoutThoseThatWereDeletedOthersComeIntoReach() {
    UUID deleted = create(other);
    for (int number = 0; number < 30; number++) {
      say(other, deleted, "red apples");
    }
    say(node, "green pears and red apples");
    assertThat(contents(search("red apples", 2))).containsOnly("red apples");

    TestingTalk.now(conversations(other).delete(new Identities(ids).once(), deleted, owner));

    Reading<List<Memory>> found = search("red apples", 2);
    assertThat(contents(found)).containsExactly("green pears and red apples");
    assertThat(found.partial()).isFalse();
  }

  @Test
  void aVectorWithoutItsMessageIsLeftOut() {
    Quantised close = Quantised.of(embedder.embed(List.of("red apples")).vectors().get(0));
    UUID nowhere = UUID.randomUUID();
    inDatabase(
        rows -> {
          rows.add(new MessageVector(nowhere, nowhere, owner, embedder.model(), close));
          return true;
        });
    say(node, "green pears and red apples");

    assertThat(contents(search("red apples", 1))).containsExactly("green pears and red apples");
    assertThat(contents(search("red apples", 1))).containsExactly("green pears and red apples");
  }

  @Test
  void theOneWhoDidNotSearchForLongestIsForgottenWhenThereIsNoMoreRoom() {
    Quantised some = Quantised.of(embedder.embed(List.of("red apples")).vectors().get(0));
    List<String> owners = List.of(owner + "-a", owner + "-b", owner + "-c");
    inDatabase(
        rows -> {
          owners.forEach(
              each -> {
                UUID id = ids.nextUuid();
                rows.add(new MessageVector(id, id, each, embedder.model(), some));
              });
          return true;
        });
    Indexes roomy = new Indexes(node.ledger, embedder);
    roomy.of(owners.get(0));
    long one = roomy.bytes();
    Indexes indexes = new Indexes(node.ledger, embedder, 2 * one);

    indexes.of(owners.get(0));
    indexes.of(owners.get(1));
    assertThat(indexes.bytes()).as("room for two").isEqualTo(2 * one);
    VectorIndex first = indexes.of(owners.get(0)).value();
    indexes.of(owners.get(2));

    assertThat(one).isBetween(1L, 10_000L);
    assertThat(indexes.bytes()).as("one more").isEqualTo(2 * one);
    assertThat(indexes.of(owners.get(0)).value()).as("searched since").isSameAs(first);
  }

  @Test
  void whoReadsTheSameAsAnotherAddsNothing() {
    Quantised some = Quantised.of(embedder.embed(List.of("red apples")).vectors().get(0));
    inDatabase(
        rows -> {
          for (int number = 0; number < 1_500; number++) {
            UUID id = ids.nextUuid();
            rows.add(new MessageVector(id, id, owner, embedder.model(), some));
          }
          return true;
        });
    List<MessageVector> page =
        inDatabase(
            rows ->
                rows.list(
                    MessageVector.class,
                    "select v from MessageVector v where v.owner = :owner order by v.seq",
                    Map.of("owner", owner),
                    2_000));
    OwnersVectors vectors = new OwnersVectors(embedder.dimensions());

    vectors.add(page);
    vectors.add(page);

    assertThat(page).hasSize(1_500);
    assertThat(vectors.index().size()).isEqualTo(1_500);
  }

  @Test
  void aDeletionWhileAVectorIsAddedLeavesNoneBehind() throws Exception {
    UUID conversation = create(node);
    UUID message = say(node, conversation, "red apples");
    Operation deletion = operation("conversation.deleted", conversation);
    inDatabase(
        rows ->
            rows.execute(
                "delete from MessageVector v where v.messageId = :id", Map.of("id", message)));

    CompletableFuture<?> deleted =
        inDatabase(
            rows -> {
              new VectorKind().apply(vector(message, conversation, "red apples"), rows);
              rows.list(MessageVector.class, "select v from MessageVector v", Map.of(), 1);
              CompletableFuture<?> begun =
                  CompletableFuture.runAsync(
                      () -> inDatabase(late -> new ConversationKind().apply(deletion, late)));
              pass(Duration.ofMillis(300), begun);
              return begun;
            });
    deleted.get(5, TimeUnit.SECONDS);

    assertThat(inDatabase(rows -> rows.find(MessageVector.class, message)).isPresent()).isFalse();
  }

  /** The deletion waits, or is through before its time. */
  private static void pass(Duration time, CompletableFuture<?> work) {
    work.copy()
        .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> null)
        .join();
  }

  private Reading<List<Memory>> search(String query, int limit) {
    return search.search(owner, query, limit);
  }

  private static List<String> contents(Reading<List<Memory>> found) {
    return found.value().stream().map(Memory::message).map(Message::content).toList();
  }

  private void say(TestingNode at, String content) {
    say(at, create(at), content);
  }

  private UUID say(TestingNode at, UUID conversation, String content) {
    Dialogue dialogue =
        new Dialogue(at.ledger, new TestingStoreThreads(), operations(), new Identities(ids));
    Saying saying = new Saying(new Identities(ids).once(), conversation, owner, content, null);
    UUID message = TestingTalk.now(dialogue.open(saying)).question().id();
    at.ledger.note(vector(message, conversation, content));
    at.replays.replay().run();
    return message;
  }

  private UUID create(TestingNode at) {
    return TestingTalk.now(conversations(at).create(new Identities(ids).once(), owner, null))
        .value()
        .id();
  }

  private Conversations conversations(TestingNode at) {
    return new Conversations(
        at.ledger,
        new TestingStoreThreads(),
        operations(),
        new Identities(ids),
        TestingDeletions.alone(at.ledger));
  }

  private Operations operations() {
    return new Operations(ids, Clock.systemUTC());
  }

  private Operation operation(String type, UUID conversation) {
    String payload = Json.createObjectBuilder().add("owner", owner).build().toString();
    return new Operation(ids.nextUuid(), conversation, type, 1, Instant.now(), payload, "");
  }

  private Operation vector(UUID message, UUID conversation, String content) {
    Quantised vector = Quantised.of(embedder.embed(List.of(content)).vectors().get(0));
    return VectorKind.operation(
        ids.nextUuid(), message, conversation, embedder.model(), vector, Instant.now());
  }

  private <T> T inDatabase(Function<Rows, T> work) {
    return Answers.of(node.shared().run(work));
  }
}
