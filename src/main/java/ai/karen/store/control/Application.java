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
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies operations to rows: once each, whoever asks and however often. Thread-safe; knows no
 * database.
 */
@ApplicationScoped
public class Application {
  private static final String DONE = "select o from AppliedOperation o where o.id in :ids";

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
   * As {@link #replayed(Operation, Rows)}, one after the other; each finds what it would find if
   * those before it were committed.
   */
  public void replayed(List<Operation> operations, Rows rows) {
    Map<UUID, AppliedOperation> before = before(operations, rows);
    for (Operation operation : operations) {
      AppliedOperation same = before.get(operation.id());
      if (same == null || !same.matches(operation)) {
        replayed(operation, rows);
        rows.afresh();
      }
    }
  }

  /** Asked for all at once: after most starts nothing has to be done for any of them. */
  private static Map<UUID, AppliedOperation> before(List<Operation> operations, Rows rows) {
    Set<UUID> ids = operations.stream().map(Operation::id).collect(Collectors.toSet());
    return rows.list(AppliedOperation.class, DONE, Map.of("ids", ids), ids.size()).stream()
        .collect(Collectors.toMap(AppliedOperation::id, Function.identity()));
  }

  /**
   * For what was acknowledged: where there is nothing left to change, or another request came first
   * with the same id, that is recorded.
   */
  public void replayed(Operation operation, Rows rows) {
    Optional<AppliedOperation> before = rows.find(AppliedOperation.class, operation.id());
    if (before.isPresent()) {
      if (!before.get().matches(operation)) {
        conflict(operation, rows);
      }
      return;
    }
    rows.add(new AppliedOperation(operation));
    if (kindOf(operation).apply(operation, rows) != Effect.APPLIED) {
      conflict(operation, rows);
    }
  }

  private static void conflict(Operation operation, Rows rows) {
    if (rows.find(OperationConflict.class, operation.id()).isEmpty()) {
      rows.add(new OperationConflict(operation));
    }
  }

  /** For what was acknowledged and is not carried out any more, because it would change nothing. */
  public void superseded(Operation operation, Rows rows) {
    if (rows.find(AppliedOperation.class, operation.id()).isEmpty()) {
      rows.add(new AppliedOperation(operation));
      rows.add(new OperationConflict(operation));
    }
  }

  /** Whether it ends its aggregate for good; of what is not known here, nobody can say. */
  boolean ends(Operation operation) {
    AggregateKind kind = kinds.get(operation.type());
    return kind != null && isReadable(operation, kind) && kind.ends(operation);
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
