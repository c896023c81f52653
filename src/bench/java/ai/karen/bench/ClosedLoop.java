package ai.karen.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some connections, each of which asks again as soon as it has its answer. */
final class ClosedLoop {
  private static final int OK = 200;

  /**
   * What a loop saw.
   *
   * @param rate good answers per second
   * @param failed answers other than 200, and connections lost
   */
  record Result(double rate, int failed, Latencies latencies) {}

  private ClosedLoop() {}

  static Result run(Target target, int connections, Duration period) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      long end = start + period.toNanos();
      Callable<Result> one = () -> ask(target, end);
      List<Result> results = new ArrayList<>();
      for (Future<Result> future : threads.invokeAll(Collections.nCopies(connections, one))) {
        results.add(future.get());
      }
      return sum(results, System.nanoTime() - start);
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Result ask(Target target, long end) throws IOException {
    byte[] request = target.request(false);
    Latencies latencies = new Latencies();
    int failed = 0;
    try (HttpConnection connection = new HttpConnection(target)) {
      for (long sent = System.nanoTime(); sent < end; sent = System.nanoTime()) {
        if (connection.exchange(request) == OK) {
          latencies.add(System.nanoTime() - sent);
        } else {
          failed++;
        }
      }
    }
    return new Result(0, failed, latencies);
  }

  private static Result sum(List<Result> results, long nanos) {
    Latencies all = new Latencies();
    results.forEach(result -> all.addAll(result.latencies()));
    int failed = results.stream().mapToInt(Result::failed).sum();
    return new Result(all.count() * 1e9 / nanos, failed, all);
  }
}
