package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Position;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Acknowledgement;
import ai.karen.store.entity.AppliedOperation;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An owner's conversations. Thread-safe, never blocks. Stages fail with a {@link ProblemException}:
 * 404 for what is not there or another's, 503 where the stores can't tell.
 */
@ApplicationScoped
public class Conversations {
  private final Ledger ledger;
  private final StoreThreads threads;
  private final Operations operations;
  private final Identities identities;
  private final Deletions deletions;

  /** For the container's client proxy. */
  protected Conversations() {
    this(null, null, null, null, null);
  }

  @Inject
  public Conversations(
      Ledger ledger,
      StoreThreads threads,
      Operations operations,
      Identities identities,
      Deletions deletions) {
    this.ledger = ledger;
    this.threads = threads;
    this.operations = operations;
    this.identities = identities;
    this.deletions = deletions;
  }

  /**
   * @param title null where it has none
   */
  public CompletionStage<Stored<Conversation>> create(
      RequestIdentity request, String owner, String title) {
    UUID id = identities.of(request, "conversation");
    return threads.supply(
        () -> {
          Operation begun = operations.created(request, id, owner, title);
          return changed(begun, owner, () -> new Conversation(id, owner, title, begun.at()));
        });
  }

  public CompletionStage<Stored<Conversation>> rename(
      RequestIdentity request, UUID id, String owner, String title) {
    return threads.supply(
        () -> {
          Conversation before = require(id, owner).copy();
          Operation renamed = operations.renamed(request, id, owner, title);
          return changed(
              renamed,
              owner,
              () -> {
                before.rename(title, renamed.at());
                return before;
              });
        });
  }

  /** Brings whether the deletion waits in the journal; the same request may come again. */
  public CompletionStage<Boolean> delete(RequestIdentity request, UUID id, String owner) {
    return threads.supply(
        () -> {
          Stored<Boolean> deleted = found(id, rows -> isDeleted(request, id, owner, rows));
          return deleted.value()
              ? deleted.degraded()
              : isDegraded(required(deletions.execute(operations.deleted(request, id, owner))));
        });
  }

  /** By this very request; empty where there is nothing to delete. */
  private static Optional<Boolean> isDeleted(
      RequestIdentity request, UUID id, String owner, Rows rows) {
    return Reads.conversation(rows, id, owner)
        .map(there -> false)
        .or(() -> mark(request, rows).map(deleted -> true));
  }

  /** What a request leaves behind that may come again. */
  private static Optional<AppliedOperation> mark(RequestIdentity request, Rows rows) {
    return request.keyed()
        ? rows.find(AppliedOperation.class, request.operation())
        : Optional.empty();
  }

  public CompletionStage<Stored<Conversation>> find(UUID id, String owner) {
    return threads.supply(() -> found(id, rows -> Reads.conversation(rows, id, owner)));
  }

  /**
   * The most recent first.
   *
   * @param after null for the first page
   */
  public CompletionStage<Stored<List<Conversation>>> list(String owner, Position after, int most) {
    return threads.supply(
        () -> {
          Reading<List<Conversation>> reading = new Listing(ledger).page(owner, after, most);
          return new Stored<>(reading.value(), reading.partial());
        });
  }

  /**
   * The oldest first.
   *
   * @param after null for the first page
   */
  public CompletionStage<Stored<List<Message>>> messages(
      UUID id, String owner, Position after, int most) {
    return threads.supply(
        () ->
            found(
                id,
                rows ->
                    Reads.conversation(rows, id, owner)
                        .map(known -> Reads.messages(rows, id, after, most))));
  }

  /**
   * @param unread what it is like where it took effect and can't be read just then: a refusal would
   *     say that nothing was stored
   */
  private Stored<Conversation> changed(
      Operation operation, String owner, Supplier<Conversation> unread) {
    Acknowledgement acknowledgement = execute(operation);
    try {
      return new Stored<>(require(operation.aggregate(), owner), isDegraded(acknowledgement));
    } catch (StoreUnavailable unreadable) {
      if (acknowledgement.effect() != Effect.APPLIED) {
        throw unreadable;
      }
      return new Stored<>(unread.get(), true);
    }
  }

  private Acknowledgement execute(Operation operation) {
    return required(ledger.execute(operation));
  }

  private static Acknowledgement required(Acknowledgement acknowledgement) {
    if (acknowledgement.effect() == Effect.GONE) {
      throw Refusals.notFound();
    }
    return acknowledgement;
  }

  private Conversation require(UUID id, String owner) {
    return found(id, rows -> Reads.conversation(rows, id, owner)).value();
  }

  private <T> Stored<T> found(UUID id, Function<Rows, Optional<T>> question) {
    Reading<Optional<T>> reading = ledger.look(id, question);
    return new Stored<>(reading.value().orElseThrow(Refusals::notFound), reading.partial());
  }

  private static boolean isDegraded(Acknowledgement acknowledgement) {
    return acknowledgement.place() == Acknowledgement.Place.JOURNAL;
  }
}
