package ai.karen.account.control.user;

import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.control.StoreUnavailable;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Reads what only the database can tell for certain, never a local copy. */
public final class Certain {
  /** Of nothing: no node ever holds a copy of it. */
  private static final UUID NOTHING = new UUID(0x8000L, Long.MIN_VALUE);

  private Certain() {}

  /**
   * @throws StoreUnavailable the database is away
   */
  public static <T> T read(Ledger ledger, Function<Rows, T> question) {
    AtomicReference<T> answer = new AtomicReference<>();
    ledger.read(
        NOTHING,
        rows -> {
          answer.set(question.apply(rows));
          return Optional.empty();
        });
    return answer.get();
  }
}
