package ai.karen.conversation.control;

import ai.karen.conversation.entity.Message;
import ai.karen.timing.control.TimeOrderedIds;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One conversation of the owner {@code me}, over a ledger of its own. */
public final class TestingTalk implements AutoCloseable {
  public final TestingLedger ledger = new TestingLedger();
  public final Identities identities;
  public final Conversations conversations;
  public final Dialogue dialogue;
  public final UUID id;

  public TestingTalk(Clock clock) {
    TimeOrderedIds ids = new TimeOrderedIds(clock);
    Operations operations = new Operations(ids, clock);
    TestingStoreThreads threads = new TestingStoreThreads();
    identities = new Identities(ids);
    conversations =
        new Conversations(ledger, threads, operations, identities, TestingDeletions.alone(ledger));
    dialogue = new Dialogue(ledger, threads, operations, identities);
    id = now(conversations.create(identities.once(), "me", "Title")).value().id();
  }

  /** A question to the newest message. */
  public Opening ask(String content) {
    return now(dialogue.open(saying(identities.once(), content)));
  }

  public Saying saying(RequestIdentity request, String content) {
    return new Saying(request, id, "me", content, null);
  }

  public Message answer(Opening opening, String content) {
    return now(dialogue.complete(opening.by(), () -> false, content, "m", "{}")).value();
  }

  public List<Message> messages() {
    return now(conversations.messages(id, "me", null, 100)).value();
  }

  /** What a stage brought; its failure as it is. */
  public static <T> T now(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  @Override
  public void close() {
    ledger.close();
  }
}
