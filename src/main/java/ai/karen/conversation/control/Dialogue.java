package ai.karen.conversation.control;

import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Place;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Keeps what is said in a conversation, question by question and answer by answer. Thread-safe,
 * never blocks. Stages fail with a {@link ProblemException}.
 */
@ApplicationScoped
public class Dialogue {
  private final Ledger ledger;
  private final StoreThreads threads;
  private final Operations operations;
  private final Identities identities;

  /** For the container's client proxy. */
  protected Dialogue() {
    this(null, null, null, null);
  }

  @Inject
  public Dialogue(
      Ledger ledger, StoreThreads threads, Operations operations, Identities identities) {
    this.ledger = ledger;
    this.threads = threads;
    this.operations = operations;
    this.identities = identities;
  }

  /** Keeps a question, and tells what was said before it, or how it was answered already. */
  public CompletionStage<Opening> open(Saying saying) {
    return threads.supply(() -> opened(saying));
  }

  /**
   * Keeps a piece of an answer that is being written.
   *
   * @param offset where it begins, in UTF-16 units
   */
  public CompletionStage<Void> checkpoint(Authorship by, int offset, String piece) {
    return threads.supply(
        () -> {
          execute(operations.checkpointed(by, offset, piece));
          return null;
        });
  }

  /**
   * Keeps a whole answer.
   *
   * @param begun whether pieces of it were kept before; asked when it can't be kept
   * @param karen how it came about, as JSON
   * @return fails with a 503 {@code answer_not_kept}, or {@code answer_kept_in_part}, when it can't
   *     be kept
   */
  public CompletionStage<Stored<Message>> complete(
      Authorship by, BooleanSupplier begun, String content, String model, String karen) {
    return threads
        .supply(() -> completed(by, content, model, karen))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(Unkept.told(failure, begun)));
  }

  private Stored<Message> completed(Authorship by, String content, String model, String karen) {
    Acknowledgement kept = execute(operations.completed(by, content, model, karen));
    Message message = Message.begun(by.place(), by.writer());
    message.complete(content, model, karen);
    return new Stored<>(message, isDegraded(kept));
  }

  private Opening opened(Saying saying) {
    UUID question = identities.of(saying.request(), "question");
    UUID answer = identities.of(saying.request(), "answer");
    Acknowledgement kept = add(saying, question);
    try {
      return read(saying, rows -> opening(saying, question, answer, kept, rows));
    } catch (StoreUnavailable unreadable) {
      // The question is kept: a plain refusal would say that nothing was.
      throw Refusals.answerNotKept();
    }
  }

  private Acknowledgement add(Saying saying, UUID question) {
    Parent parent = read(saying, rows -> Optional.of(parent(saying, rows)));
    if (!parent.known()) {
      throw Refusals.noParent();
    }
    Place place = new Place(saying.conversation(), question, parent.id(), notBefore(parent.free()));
    return execute(
        operations.added(saying.request(), place, saying.owner(), Message.USER, saying.content()));
  }

  private Optional<Opening> opening(
      Saying saying, UUID question, UUID answer, Acknowledgement kept, Rows rows) {
    UUID conversation = saying.conversation();
    return Reads.message(rows, conversation, question)
        .map(
            said ->
                new Opening(
                    said,
                    Reads.message(rows, conversation, answer).orElse(null),
                    Path.to(said.parentId(), conversation, rows),
                    author(saying, said, answer),
                    isDegraded(kept)));
  }

  private Authorship author(Saying saying, Message question, UUID answer) {
    Place place =
        new Place(saying.conversation(), answer, question.id(), notBefore(after(question)));
    return new Authorship(place, saying.owner(), operations.nextId());
  }

  /** A message is always later than its parent, whatever this node's clock says. */
  private Instant notBefore(Instant free) {
    Instant now = operations.now();
    return now.isAfter(free) ? now : free;
  }

  private static Instant after(Message message) {
    return message.createdAt().plus(1, ChronoUnit.MICROS);
  }

  private static Parent parent(Saying saying, Rows rows) {
    UUID conversation = saying.conversation();
    Optional<Message> message =
        saying.parent() == null
            ? Reads.newest(rows, conversation, 1).stream().findFirst()
            : Reads.message(rows, conversation, saying.parent());
    return message
        .map(found -> new Parent(found.id(), true, after(found)))
        .orElseGet(() -> new Parent(null, saying.parent() == null, Instant.MIN));
  }

  private <T> T read(Saying saying, Function<Rows, Optional<T>> question) {
    UUID id = saying.conversation();
    return ledger
        .read(
            id,
            rows ->
                Reads.conversation(rows, id, saying.owner()).flatMap(it -> question.apply(rows)))
        .orElseThrow(Refusals::notFound);
  }

  private Acknowledgement execute(Operation operation) {
    Acknowledgement acknowledgement = ledger.execute(operation);
    if (acknowledgement.effect() == Effect.GONE) {
      throw Refusals.notFound();
    }
    return acknowledgement;
  }

  private static boolean isDegraded(Acknowledgement acknowledgement) {
    return acknowledgement.place() == Acknowledgement.Place.JOURNAL;
  }

  /**
   * What a question follows.
   *
   * @param id null at the beginning of a conversation
   * @param free from when on a question is later than it
   */
  private record Parent(UUID id, boolean known, Instant free) {}
}
