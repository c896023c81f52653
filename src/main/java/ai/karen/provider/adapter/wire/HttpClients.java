package ai.karen.provider.adapter.wire;

import java.net.http.HttpClient;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Clients that are alike. Each does all its work on one thread, handshakes included, so that with
 * many streams on one a new question would wait for a turn of all of them. Thread-safe.
 */
final class HttpClients {
  private final List<Member> members;

  HttpClients(int count, Supplier<HttpClient> maker) {
    members = Stream.generate(() -> new Member(maker.get())).limit(count).toList();
  }

  /** The first of those with the least to do: who asks now and then mostly keeps one connection. */
  Member leastBusy() {
    return members.stream().min(Comparator.comparingInt(Member::underWay)).orElseThrow();
  }

  /** One client, and how much it has to do. */
  static final class Member {
    private final HttpClient client;
    private final AtomicInteger exchanges = new AtomicInteger();

    private Member(HttpClient client) {
      this.client = client;
    }

    private int underWay() {
      return exchanges.get();
    }

    /** For an exchange that lasts until then. */
    HttpClient until(CompletionStage<?> end) {
      exchanges.incrementAndGet();
      end.whenComplete((answer, failure) -> exchanges.decrementAndGet());
      return client;
    }
  }
}
