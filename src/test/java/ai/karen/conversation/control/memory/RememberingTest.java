package ai.karen.conversation.control.memory;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.control.Conversations;
import ai.karen.conversation.control.Dialogue;
import ai.karen.conversation.control.Identities;
import ai.karen.conversation.control.Operations;
import ai.karen.conversation.control.Saying;
import ai.karen.conversation.control.TestingDeletions;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.conversation.control.TestingTalk;
import ai.karen.conversation.entity.MessageVector;
import ai.karen.health.control.TestingClock;
import ai.karen.language.control.TestingEmbedder;
import ai.karen.store.adapter.jpa.TestingNode;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import ai.karen.timing.control.TimeOrderedIds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requirement 1 of memory, whenever a message came. */
class RememberingTest {
  private static final String OWNER = "me";

  @TempDir private Path data;

  private final TestingClock clock = new TestingClock();
  private final TimeOrderedIds ids = new TimeOrderedIds(clock);
  private final TestingEmbedder embedder = new TestingEmbedder();
  private TestingNode node;
  private Remembering remembering;
  private UUID conversation;
  private boolean seen = true;

  @BeforeEach
  void open() {
    node = TestingNode.embedded(data);
    remembering = new Remembering(new Veiled(), embedder, ids, clock, null);
    conversation =
        TestingTalk.now(
                new Conversations(
                        node.ledger,
                        new TestingStoreThreads(),
                        new Operations(ids, clock),
                        new Identities(ids),
                        TestingDeletions.alone(node.ledger))
                    .create(new Identities(ids).once(), OWNER, null))
            .value()
            .id();
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void whatIsOldAndWhatIsNewIsEmbedded() {
    say("an old one");
    clock.advance(Duration.ofDays(2));
    say("a new one");

    turn();

    assertThat(vectors()).isEqualTo(2);
    turn();
    assertThat(embedder.embedded()).as("each of them once").isEqualTo(2);
  }

  @Test
  void manyOldOnesAreSeenToBatchByBatch() {
    for (int number = 0; number < Remembering.BATCH + 1; number++) {
      say("number " + number);
    }
    clock.advance(Duration.ofDays(2));

    turn();
    assertThat(vectors()).isEqualTo(Remembering.BATCH);
    turn();

    assertThat(vectors()).isEqualTo(Remembering.BATCH + 1);
  }

  @Test
  void aFullJournalTakesNoneAndAllAreTriedAgain() {
    say("a message");
    node.journal.refuse("It is full.");
    turn();
    assertThat(vectors()).isZero();
    node.journal.refuse(null);

    turn();

    assertThat(vectors()).isEqualTo(1);
  }

  @Test
  void whatComesLateAfterAnOutageIsNotLeftToTheNextHour() {
    turn();
    clock.advance(Duration.ofMinutes(2));
    seen = false;
    turn();
    say("during the outage");
    clock.advance(Duration.ofMinutes(30));
    turn();
    assertThat(vectors()).as("nobody knows what is missing").isZero();
    seen = true;
    turn();

    assertThat(vectors()).isEqualTo(1);
  }

  private void turn() {
    remembering.run();
    node.replays.replay().run();
  }

  private void say(String content) {
    Dialogue dialogue =
        new Dialogue(
            node.ledger,
            new TestingStoreThreads(),
            new Operations(ids, clock),
            new Identities(ids));
    Saying saying = new Saying(new Identities(ids).once(), conversation, OWNER, content, null);
    TestingTalk.now(dialogue.open(saying));
    node.replays.replay().run();
  }

  private int vectors() {
    return node.ledger
        .list(
            rows ->
                rows.list(
                    MessageVector.class,
                    "select v from MessageVector v where v.owner = :owner",
                    Map.of("owner", OWNER),
                    9_999))
        .value()
        .size();
  }

  /** The node's ledger, of which a test may say that it does not see everything. */
  private final class Veiled implements Ledger {
    @Override
    public Acknowledgement execute(Operation operation) {
      return node.ledger.execute(operation);
    }

    @Override
    public Acknowledgement executeInDatabase(Operation operation) {
      return node.ledger.executeInDatabase(operation);
    }

    @Override
    public boolean note(Operation operation) {
      return node.ledger.note(operation);
    }

    @Override
    public <T> Optional<T> read(UUID aggregate, Function<Rows, Optional<T>> question) {
      return node.ledger.read(aggregate, question);
    }

    @Override
    public <T> Reading<List<T>> list(Function<Rows, List<T>> question) {
      return new Reading<>(node.ledger.list(question).value(), !seen);
    }
  }
}
