package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.control.ConversationKind;
import ai.karen.conversation.control.memory.VectorKind;
import ai.karen.conversation.entity.Conversation;
import ai.karen.health.control.TestingClock;
import ai.karen.health.entity.Condition;
import ai.karen.store.adapter.jpa.EmbeddedDatabase;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.HeldCopy;
import ai.karen.store.entity.JournalEntry;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other nodes did while this one could not hear them. */
class MissedNewsTest {
  @TempDir Path elsewhere;
  @TempDir Path here;

  private final Application application =
      new Application(Stream.of(new ConversationKind(), new VectorKind()));
  private final TestingClock clock = new TestingClock();
  private final StaleCopies stale = new StaleCopies();
  private final TestingMeetingPoint others = new TestingMeetingPoint();
  private final TestingJournal journal = new TestingJournal();
  private final List<Integer> calls = new ArrayList<>();
  private LateDatabase there;
  private EmbeddedDatabase shared;
  private EmbeddedDatabase local;
  private Copies copies;
  private CopyRefresh refresh;
  private MissedNews news;

  @BeforeEach
  void open() {
    shared = database(elsewhere);
    local = database(here);
    there = new LateDatabase(shared);
    DatabaseWatch watch = TestingWatches.of(there, clock);
    watch.look();
    copies = new Copies(local, application, stale, clock);
    refresh = new CopyRefresh(there, watch, journal, copies, stale, new AggregateLocks());
    news = new MissedNews(there, local, watch, journal, others, application, stale, clock);
    look();
  }

  @Test
  void whatEndedMeanwhileIsGoneHereWhenTheyMeetAgain() {
    List<UUID> held = hold(2 * MissedNews.PAGE + 1);
    others.condition = Condition.fallback(MeetingPoint.MEMORY, "It is away.");
    look();
    held.forEach(conversation -> shared.replay(List.of(deleted(conversation))));
    look();
    assertThat(held).as("not told").allMatch(this::isHere);

    others.condition = Condition.primary();
    look();

    assertThat(held).noneMatch(this::isHere);
  }

  @Test
  void whereNobodyTellsItIsGoneHereAfterAWhile() {
    others.isWanted = false;
    UUID conversation = held();
    shared.replay(List.of(deleted(conversation)));

    clock.advance(MissedNews.LONGEST_UNSEEN.minusMillis(1));
    look();
    assertThat(isHere(conversation)).isTrue();
    clock.advance(Duration.ofMillis(1));
    look();

    assertThat(isHere(conversation)).isFalse();
  }

  @Test
  void whatOthersChangedIsNotUsedByThat() {
    UUID conversation = held();
    Instant used = used(conversation);
    shared.replay(List.of(operation(conversation, "conversation.renamed", "Second")));

    clock.advance(Duration.ofHours(1));
    look();

    assertThat(title(conversation)).isEqualTo("Second");
    assertThat(used(conversation)).isEqualTo(used);
  }

  @Test
  void afterAFailureItGoesOnALittleLaterFromWhereItGotTo() {
    hold(3 * MissedNews.PAGE);
    letItBeTime();
    failAt(2);

    news.look();
    clock.advance(MissedNews.RETRY.minusMillis(1));
    news.look();
    assertThat(calls).as("the first page, and the one that fails").hasSize(2);
    clock.advance(Duration.ofMillis(1));
    news.look();

    assertThat(calls).as("two pages, in halves").hasSize(2 + 4);
  }

  @Test
  void whoWasApartMeanwhileComparesAtOnceAndAllOfThem() {
    hold(2 * MissedNews.PAGE);
    letItBeTime();
    failAt(2);
    news.look();
    UUID first = first();
    shared.replay(List.of(deleted(first)));

    others.condition = Condition.fallback(MeetingPoint.MEMORY, "It is away.");
    news.look();
    others.condition = Condition.primary();
    look();

    assertThat(isHere(first)).isFalse();
  }

  /** The end of all of somebody's sessions waits as one entry, and not as one of each session's. */
  @Test
  void whatWaitsInTheJournalIsInTheDatabaseBeforeCopiesAreCompared() {
    UUID conversation = held();
    shared.replay(List.of(deleted(conversation)));
    JournalEntry waiting = journal.append(operation(UUID.randomUUID(), "session.all-revoked", ""));
    letItBeTime();

    look();
    assertThat(isHere(conversation)).isTrue();
    journal.settle(List.of(waiting.position()));
    look();

    assertThat(isHere(conversation)).isFalse();
  }

  /** For all copies to be compared. */
  private void letItBeTime() {
    clock.advance(MissedNews.LONGEST_UNSEEN);
  }

  private void failAt(int number) {
    there.beLateFor(
        call -> {
          calls.add(call);
          return call == number;
        });
  }

  private List<UUID> hold(int many) {
    return IntStream.range(0, many).mapToObj(i -> held()).toList();
  }

  private UUID first() {
    String first = "select c.aggregate from HeldCopy c order by c.aggregate";
    return local.read(rows -> rows.list(UUID.class, first, Map.of(), 1)).get(0);
  }

  private void look() {
    news.look();
    refresh.run();
  }

  private UUID held() {
    UUID conversation = UUID.randomUUID();
    Operation created = operation(conversation, "conversation.created", "First");
    shared.replay(List.of(created));
    copies.follow(created, Effect.APPLIED);
    return conversation;
  }

  private boolean isHere(UUID conversation) {
    return local.read(rows -> rows.find(Conversation.class, conversation)).isPresent();
  }

  private String title(UUID conversation) {
    return local.read(rows -> rows.find(Conversation.class, conversation).orElseThrow().title());
  }

  private Instant used(UUID conversation) {
    return local.read(rows -> rows.find(HeldCopy.class, conversation).orElseThrow().touchedAt());
  }

  private Operation deleted(UUID conversation) {
    return operation(conversation, "conversation.deleted", "");
  }

  private Operation operation(UUID conversation, String type, String title) {
    String payload = "{\"owner\":\"me\",\"title\":\"" + title + "\"}";
    return new Operation(UUID.randomUUID(), conversation, type, 1, clock.instant(), payload, "");
  }

  private EmbeddedDatabase database(Path folder) {
    EmbeddedDatabase database = new EmbeddedDatabase(new DataFolder(folder), application);
    database.trust();
    return database;
  }

  private static final class TestingMeetingPoint implements MeetingPoint {
    private boolean isWanted = true;
    private Condition condition = Condition.primary();

    @Override
    public boolean isWanted() {
      return isWanted;
    }

    @Override
    public Condition condition() {
      return condition;
    }
  }
}
