package ai.karen.store.control;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.entity.AppliedOperation;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.OperationConflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Applies operations to rows: once each, whoever asks and however often. Thread-safe; knows no
 * database.
 */
@ApplicationScoped
public class Application {
  private final Map<String, AggregateKind> kinds = new HashMap<>();

  /** For the container's client proxy. */
  protected Application() {}

  @Inject
  public Application(@Any Instance<AggregateKind> kinds) {
    this(kinds.stream());
  }

  public Application(Stream<AggregateKind> kinds) {
    kinds.forEach(kind -> kind.types().forEach(type -> this.kinds.put(type, kind)));
  }

  /**
   * For a caller who waits. What is {@link Effect#GONE} leaves no trace.
   *
   * @throws ProblemException 422 where the id came before with another request
   */
  public Effect live(Operation operation, Rows rows) {
    Optional<AppliedOperation> before = rows.find(AppliedOperation.class, operation.id());
    if (before.isPresent()) {
      requireSame(before.get(), operation);
      return Effect.REPEATED;
    }
    Effect effect = kindOf(operation).apply(operation, rows);
    if (effect == Effect.REUSED) {
      throw reused();
    }
    if (effect == Effect.APPLIED) {
      rows.add(new AppliedOperation(operation));
    }
    return effect;
  }

  /**
   * For what was acknowledged, one after the other; each finds what it would find if those before
   * it were committed. Where there is nothing left to change, or another request came first with
   * the same id, that is recorded.
   */
  public void replayed(List<Operation> operations, Rows rows) {
    // After most starts nothing has to be done for any of them.
    Map<UUID, AppliedOperation> done = Marks.done(operations, rows);
    for (Operation operation : operations) {
      AppliedOperation before = done.get(operation.id());
      if (before == null) {
        done.put(operation.id(), replayed(operation, rows));
        rows.afresh();
      } else if (!before.matches(operation)) {
        conflict(operation, rows);
      }
    }
  }

  private AppliedOperation replayed(Operation operation, Rows rows) {
    AppliedOperation done = new AppliedOperation(operation);
    rows.add(done);
    if (kindOf(operation).apply(operation, rows) != Effect.APPLIED) {
      conflict(operation, rows);
    }
    return done;
  }

  private static void conflict(Operation operation, Rows rows) {
    if (rows.find(OperationConflict.class, operation.id()).isEmpty()) {
      rows.add(new OperationConflict(operation));
    }
  }

  /** For what was acknowledged and is not carried out any more, because it would change nothing. */
  public void superseded(List<Operation> operations, Rows rows) {
    Map<UUID, AppliedOperation> done = Marks.done(operations, rows);
    for (Operation operation : operations) {
      AppliedOperation superseded = new AppliedOperation(operation);
      if (done.putIfAbsent(operation.id(), superseded) == null) {
        rows.add(superseded);
        rows.add(new OperationConflict(operation));
      }
    }
  }

  /** Whether it ends its aggregate for good; of what is not known here, nobody can say. */
  boolean ends(Operation operation) {
    AggregateKind kind = kinds.get(operation.type());
    return kind != null && isReadable(operation, kind) && kind.ends(operation);
  }

  /** See {@link AggregateKind#ended}. */
  Predicate<Rows> ended(UUID aggregate, Rows local) {
    return kinds()
        .map(kind -> kind.ended(aggregate, local))
        .reduce(database -> false, Predicate::or);
  }

  /** See {@link AggregateKind#locks}. */
  UUID locks(Operation operation) {
    AggregateKind kind = kinds.get(operation.type());
    return kind == null || !isReadable(operation, kind)
        ? operation.aggregate()
        : kind.locks(operation);
  }

  private AggregateKind kindOf(Operation operation) {
    AggregateKind kind = kinds.get(operation.type());
    if (kind == null) {
      throw new UnknownOperation("no component knows operations of type " + operation.type());
    }
    if (!isReadable(operation, kind)) {
      throw new UnknownOperation(
          "version %d of %s is not known here".formatted(operation.version(), operation.type()));
    }
    return kind;
  }

  private static boolean isReadable(Operation operation, AggregateKind kind) {
    return operation.version() >= 1 && operation.version() <= kind.version();
  }

  /** The components' kinds, each once. */
  public Stream<AggregateKind> kinds() {
    return kinds.values().stream().distinct();
  }

  private static void requireSame(AppliedOperation before, Operation operation) {
    if (!before.matches(operation)) {
      throw reused();
    }
  }

  private static ProblemException reused() {
    return new ProblemException(
        Problem.invalid(
            422,
            "idempotency_key_reused",
            "This Idempotency-Key came before with another request; use a new key",
            "Idempotency-Key"));
  }
}
