package ai.karen.conversation.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Place;
import ai.karen.store.control.Piecemeal;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.timing.control.TimeOrderedIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requirements 1 to 3: owners, order, and answers that are being written. */
class ConversationKindTest {
  private static final Instant START = Instant.parse("2026-01-05T08:30:00.123456Z");

  private final TestingDatabase database = open();
  private final ConversationKind kind = new ConversationKind();
  private final Operations early = operations(START);
  private final Operations late = operations(START.plusSeconds(60));
  private final UUID id = early.nextId();

  /** Overridden for the other kind of database. */
  TestingDatabase open() {
    return TestingDatabase.embedded();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void requirement2AConversationBeginsAndIsChanged() {
    assertThat(apply(created())).isEqualTo(Effect.APPLIED);
    assertThat(apply(late.renamed(once(), id, "me", "Other \ud83d\ude00 'title'")))
        .isEqualTo(Effect.APPLIED);

    Conversation conversation = conversation().orElseThrow();
    assertThat(conversation.owner()).isEqualTo("me");
    assertThat(conversation.title()).isEqualTo("Other \ud83d\ude00 'title'");
    assertThat(conversation.createdAt()).isEqualTo(START);
    assertThat(conversation.updatedAt()).isEqualTo(START.plusSeconds(60));
    assertThat(conversation.revision()).isEqualTo(2);
  }

  @Test
  void requirement2EveryOperationTwiceChangesNothingMore() {
    Authorship by = authorship();
    List<Operation> all =
        List.of(
            created(),
            added(place(null, START), "Hello"),
            late.renamed(once(), id, "me", "Other"),
            late.checkpointed(by, 0, "One "),
            late.checkpointed(by, 4, "two"),
            late.completed(by, "One two three", "m", "{}"));
    all.forEach(operation -> assertThat(apply(operation)).isEqualTo(Effect.APPLIED));
    List<String> before = contents();

    all.forEach(this::apply);

    assertThat(contents()).isEqualTo(before).containsExactly("Hello", "One two three");
    assertThat(conversation().orElseThrow().title()).isEqualTo("Other");
  }

  @Test
  void requirement2TheLaterTitleStaysInEitherOrder() {
    apply(created());
    apply(late.renamed(once(), id, "me", "later"));
    apply(early.renamed(once(), id, "me", "earlier"));

    assertThat(conversation().orElseThrow().title()).isEqualTo("later");
    assertThat(conversation().orElseThrow().updatedAt()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void requirement2DeletionWinsOverWhateverComesLater() {
    apply(created());
    apply(added(place(null, START), "Hello"));

    assertThat(apply(late.deleted(id, "me"))).isEqualTo(Effect.APPLIED);

    assertThat(apply(created())).isEqualTo(Effect.GONE);
    assertThat(apply(late.renamed(once(), id, "me", "again"))).isEqualTo(Effect.GONE);
    assertThat(apply(added(place(null, START), "again"))).isEqualTo(Effect.GONE);
    assertThat(apply(late.checkpointed(authorship(), 0, "again"))).isEqualTo(Effect.GONE);
    assertThat(apply(late.completed(authorship(), "again", "m", "{}"))).isEqualTo(Effect.GONE);
    assertThat(apply(late.deleted(id, "me"))).isEqualTo(Effect.GONE);
    assertThat(conversation()).isEmpty();
    assertThat(contents()).isEmpty();
  }

  @Test
  void requirement2ADeletionOfManyMessagesLeavesNone() {
    for (int messages : List.of(Piecemeal.PIECE, Piecemeal.PIECE + 1)) {
      UUID talk = UUID.randomUUID();
      database.inTransaction(
          rows -> {
            rows.add(new Conversation(talk, "me", null, START));
            for (int number = 0; number < messages; number++) {
              Place place = new Place(talk, early.nextId(), null, START.plusSeconds(number));
              rows.add(new Message(place, Message.USER, "Hello"));
            }
            return true;
          });

      assertThat(apply(late.deleted(talk, "me"))).isEqualTo(Effect.APPLIED);

      List<Message> left = database.inTransaction(rows -> Reads.messages(rows, talk, null, 10));
      assertThat(left).isEmpty();
    }
  }

  @Test
  void requirement2DeletionWinsWhereItComesFirst() {
    apply(late.deleted(id, "me"));

    assertThat(apply(created())).isEqualTo(Effect.GONE);
    assertThat(conversation()).isEmpty();
  }

  @Test
  void requirement2NodesThatDoNotSeeEachOtherMakeSiblings() {
    apply(created());
    Place first = place(null, START);
    Place one = place(first.id(), START.plusSeconds(1));
    Place other = place(first.id(), START.plusSeconds(2));
    apply(added(other, "from the other node"));
    apply(added(one, "from here"));
    apply(added(first, "first"));

    assertThat(messages())
        .extracting(Message::content)
        .containsExactly("first", "from here", "from the other node");
    assertThat(messages())
        .extracting(Message::parentId)
        .containsExactly(null, first.id(), first.id());
  }

  @Test
  void requirement8AnyTextIsKept() {
    apply(created());
    String text = "'\"\\\n\t\u0001\uffff\ud83d\ude00".repeat(300_000);
    apply(added(place(null, START), text));

    assertThat(contents()).containsExactly(text);
  }

  @Test
  void requirement1AnotherOwnersIsNotThere() {
    apply(created());
    Place place = place(null, START);

    assertThat(apply(late.renamed(once(), id, "you", "mine"))).isEqualTo(Effect.GONE);
    assertThat(apply(late.deleted(id, "you"))).isEqualTo(Effect.GONE);
    assertThat(apply(late.added(once(), place, "you", Message.USER, "x"))).isEqualTo(Effect.GONE);
    assertThat(apply(late.created(once(), id, "you", null))).isEqualTo(Effect.GONE);
    Authorship by = new Authorship(place, "you", early.nextId());
    assertThat(apply(late.checkpointed(by, 0, "x"))).isEqualTo(Effect.GONE);
    assertThat(apply(late.completed(by, "x", "m", "{}"))).isEqualTo(Effect.GONE);

    assertThat(conversation().orElseThrow().title()).isEqualTo("Title");
    assertThat(contents()).isEmpty();
  }

  @Test
  void requirement1AStrangersDeletionOfNothingHarmsNobody() {
    apply(late.deleted(id, "you"));

    assertThat(apply(created())).isEqualTo(Effect.APPLIED);
    assertThat(apply(late.deleted(id, "me"))).isEqualTo(Effect.APPLIED);
    assertThat(apply(created())).isEqualTo(Effect.GONE);
  }

  @Test
  void requirement3AnAnswerThatIsBeingWrittenCountsAsInterrupted() {
    apply(created());
    Authorship by = authorship();
    apply(late.checkpointed(by, 0, "One "));
    apply(late.checkpointed(by, 4, "two"));

    Message message = messages().get(0);
    assertThat(message.content()).isEqualTo("One two");
    assertThat(message.status()).isEqualTo(Message.INTERRUPTED);
    assertThat(message.role()).isEqualTo(Message.ASSISTANT);

    apply(late.completed(by, "One two three", "m", "{\"provider\":\"p\"}"));

    Message whole = messages().get(0);
    assertThat(whole.content()).isEqualTo("One two three");
    assertThat(whole.status()).isEqualTo(Message.COMPLETE);
    assertThat(whole.model()).isEqualTo("m");
    assertThat(whole.karen()).isEqualTo("{\"provider\":\"p\"}");
  }

  @Test
  void requirement3PiecesOverlapAndGapsAreLeftOut() {
    apply(created());
    Authorship by = authorship();
    apply(late.checkpointed(by, 0, "One "));
    apply(late.checkpointed(by, 0, "One two"));
    apply(late.checkpointed(by, 0, "One"));

    assertThat(apply(late.checkpointed(by, 9, "lost"))).isEqualTo(Effect.GONE);
    assertThat(contents()).containsExactly("One two");
  }

  @Test
  void requirement3NobodyElseGoesOnWithAnAnswer() {
    apply(created());
    Authorship by = authorship();
    apply(late.checkpointed(by, 0, "One "));
    apply(late.checkpointed(new Authorship(by.place(), "me", early.nextId()), 4, "else"));
    assertThat(contents()).containsExactly("One ");

    apply(late.completed(by, "One two", "m", "{}"));
    apply(late.completed(new Authorship(by.place(), "me", early.nextId()), "else", "n", "{}"));
    assertThat(contents()).containsExactly("One two");
  }

  @Test
  void requirement6ADeletionForAgeLosesToWhatWasSaidSince() {
    apply(created());
    Conversation seen = conversation().orElseThrow();
    apply(late.renamed(once(), id, "me", "still used"));

    assertThat(apply(late.expired(seen, START.plusSeconds(1)))).isEqualTo(Effect.GONE);
    assertThat(conversation()).isPresent();
    assertThat(apply(late.expired(conversation().orElseThrow(), START.plus(Duration.ofDays(1)))))
        .isEqualTo(Effect.APPLIED);
  }

  @Test
  void requirement6OnlyItsOwnerAndTheirEndEndAConversation() {
    UUID unsent = early.nextId();
    try (TestingDatabase local = TestingDatabase.embedded()) {
      local.<Effect>inTransaction(rows -> kind.apply(created(), rows));
      local.<Effect>inTransaction(
          rows -> kind.apply(early.created(once(), unsent, "me", null), rows));
      apply(late.deleted(id, "another"));
      assertThat(isEnded(id, local)).isFalse();

      apply(created());
      apply(late.deleted(id, "me"));
      assertThat(isEnded(id, local)).isTrue();
      assertThat(isEnded(unsent, local)).isFalse();
      assertThat(isEnded(early.nextId(), local)).as("nobody knows it").isFalse();

      apply(late.left("me"));
      assertThat(isEnded(unsent, local)).isTrue();
    }
  }

  private boolean isEnded(UUID aggregate, TestingDatabase local) {
    return database.inTransaction(local.inTransaction(rows -> kind.ended(aggregate, rows))::test);
  }

  @Test
  void aLocalCopyIsTheSame() {
    apply(created());
    apply(added(place(null, START), "Hello"));
    apply(late.completed(authorship(), "Hi", "m", "{}"));
    try (TestingDatabase local = TestingDatabase.embedded()) {
      copyTo(local);
      copyTo(local);
      assertThat(messages(local)).extracting(Message::content).containsExactly("Hello", "Hi");
      assertThat(conversation(local).orElseThrow().revision()).isEqualTo(3);

      apply(late.deleted(id, "me"));
      copyTo(local);
      assertThat(messages(local)).isEmpty();
      assertThat(conversation(local)).isEmpty();
      assertThat(local.<Effect>inTransaction(rows -> kind.apply(created(), rows)))
          .isEqualTo(Effect.GONE);
    }
  }

  private void copyTo(TestingDatabase local) {
    database.inTransaction(
        from ->
            local.inTransaction(
                to -> {
                  kind.copy(id, from).accept(to);
                  return id;
                }));
  }

  private Effect apply(Operation operation) {
    return database.inTransaction(rows -> kind.apply(operation, rows));
  }

  private Operation created() {
    return early.created(once(), id, "me", "Title");
  }

  private Operation added(Place place, String content) {
    return early.added(once(), place, "me", Message.USER, content);
  }

  private RequestIdentity once() {
    return new RequestIdentity(early.nextId(), "", false);
  }

  private Place place(UUID parent, Instant at) {
    return new Place(id, early.nextId(), parent, at);
  }

  private Authorship authorship() {
    return new Authorship(place(null, START.plusSeconds(60)), "me", early.nextId());
  }

  private Optional<Conversation> conversation() {
    return conversation(database);
  }

  private Optional<Conversation> conversation(TestingDatabase where) {
    return where.inTransaction(rows -> rows.find(Conversation.class, id));
  }

  private List<String> contents() {
    return messages().stream().map(Message::content).toList();
  }

  private List<Message> messages() {
    return messages(database);
  }

  private static List<Message> messages(TestingDatabase where) {
    return where.inTransaction(
        rows ->
            rows.list(
                Message.class,
                "select m from Message m order by m.createdAt, m.id",
                Map.of(),
                100));
  }

  private static Operations operations(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Operations(new TimeOrderedIds(clock), clock);
  }
}
