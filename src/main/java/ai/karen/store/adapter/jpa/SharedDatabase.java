package ai.karen.store.adapter.jpa;

import ai.karen.configuration.control.Settings;
import ai.karen.store.control.Application;
import ai.karen.store.control.Database;
import ai.karen.store.control.DatabaseOutage;
import ai.karen.store.control.DatabaseOutage.Extent;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.HeldCopy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** The operator's PostgreSQL ({@code karen.database.url}), by the server's data source. */
@ApplicationScoped
public class SharedDatabase implements Database {
  private final boolean configured;
  private final Opening opening;
  private final Executor threads;
  private final Executor apart;

  /** For the container's client proxy. */
  protected SharedDatabase() {
    this.configured = false;
    this.opening = null;
    this.threads = null;
    this.apart = null;
  }

  @Inject
  public SharedDatabase(Settings settings, Application application, DatabaseThreads threads) {
    this(
        settings.text("karen.database.url").isPresent(),
        new Opening(StoredRows.of(application)),
        threads,
        threads.apart());
  }

  /**
   * @param apart a thread that nothing but the probe uses
   */
  SharedDatabase(boolean configured, Opening opening, Executor threads, Executor apart) {
    this.configured = configured;
    this.opening = opening;
    this.threads = threads;
    this.apart = apart;
  }

  @Override
  public boolean isConfigured() {
    return configured;
  }

  @Override
  public void open() {
    try {
      opening.open();
    } catch (RuntimeException failure) {
      throw Failures.of(failure);
    }
  }

  // A thread that hangs in a socket can't be called back: the caller leaves it behind, and the
  // driver's own limit frees it.
  @Override
  @Asynchronous
  @Timeout(800)
  @CircuitBreaker(
      failOn = {DatabaseOutage.class, TimeoutException.class},
      delay = 2000)
  public <T> CompletionStage<T> run(Function<Rows, T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      threads.execute(() -> complete(answer, work));
      return answer;
    } catch (RejectedExecutionException busy) {
      return CompletableFuture.failedFuture(
          new DatabaseOutage(
              Extent.BUSY, "More calls wait for the database than it can take", busy));
    }
  }

  /** With the failure itself: what wraps it the breaker would take for a success. */
  private <T> void complete(CompletableFuture<T> answer, Function<Rows, T> work) {
    try {
      answer.complete(inTransaction(work));
    } catch (RuntimeException | Error failure) {
      answer.completeExceptionally(failure);
    }
  }

  // Without a breaker: that one opens for slow questions too.
  @Override
  @Asynchronous
  @Timeout(800)
  public CompletionStage<Void> probe() {
    try {
      return CompletableFuture.runAsync(() -> inTransaction(SharedDatabase::ask), apart);
    } catch (RejectedExecutionException hanging) {
      return CompletableFuture.failedFuture(
          new DatabaseOutage(Extent.SILENT, "It gave no answer in time", hanging));
    }
  }

  private static boolean ask(Rows rows) {
    return rows.find(HeldCopy.class, new UUID(0, 0)).isPresent();
  }

  private <T> T inTransaction(Function<Rows, T> work) {
    try {
      return opening.transactions().run(work);
    } catch (RuntimeException failure) {
      throw Failures.of(failure);
    }
  }

  @PreDestroy
  void close() {
    opening.close();
  }
}
