package ai.karen.provider.adapter.wire;

import ai.karen.configuration.control.OutboundTrust;
import ai.karen.configuration.control.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * The way out to every provider: a few HTTP clients for each connect timeout, and a few threads for
 * all. The threads are the container's, so that what runs on them sees the application's classes.
 * Thread-safe; closed with the application.
 */
@ApplicationScoped
public class OutboundClients {
  private static final int LEAST_CARRIERS = 4;
  private static final int LEAST_CLIENTS = 2;
  private static final int MOST_LOOKUPS = 64;
  private static final int IDLE_SECONDS = 30;

  private final Map<Duration, HttpClients> clients = new ConcurrentHashMap<>();
  private final OutboundProxy proxy;
  private final SSLContext tls;
  private final ExecutorService carriers;
  private final ExecutorService lookups;
  private final EndpointCheck check;

  /** For the container's client proxy. */
  protected OutboundClients() {
    proxy = null;
    tls = null;
    carriers = null;
    lookups = null;
    check = null;
  }

  @Inject
  public OutboundClients(Settings settings, ManagedThreadFactory threads) {
    this(settings, threads, HostResolver.PLATFORM);
  }

  /**
   * For a place without a container.
   *
   * @param threads makes the threads that carry answers and look names up
   */
  public OutboundClients(Settings settings, ThreadFactory threads, HostResolver resolver) {
    proxy = OutboundSettings.proxy(settings);
    tls = OutboundTrust.of(settings);
    ProxyTunnels.permit(proxy);
    carriers = carriers(threads);
    lookups = lookups(threads);
    check = new EndpointCheck(guard(new EndpointGuard(resolver)), lookups);
  }

  /**
   * A way to ask servers.
   *
   * @param connectTimeout until a connection stands
   */
  public Exchange exchange(Duration connectTimeout) {
    return new Exchange(
        clients.computeIfAbsent(connectTimeout, this::clients), check, proxy, carriers);
  }

  /** A client nobody refers to ends its own selector thread; the pools have to be told. */
  @PreDestroy
  public void close() {
    clients.clear();
    carriers.shutdownNow();
    lookups.shutdownNow();
  }

  private HttpClients clients(Duration connectTimeout) {
    int count = Math.max(LEAST_CLIENTS, Runtime.getRuntime().availableProcessors() / 2);
    return new HttpClients(count, () -> client(connectTimeout));
  }

  private HttpClient client(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout)
        .proxy(proxy)
        .sslContext(tls)
        // On its selector's thread: what the client does itself never waits, and each hand-over of
        // its own costs as much as its work. Answers leave that thread by ReadAhead.
        .executor(Runnable::run)
        .build();
  }

  private Consumer<URI> guard(EndpointGuard guard) {
    return endpoint -> {
      if (proxy.covers(endpoint)) {
        guard.checkBehindProxy(endpoint);
      } else {
        guard.check(endpoint);
      }
    };
  }

  private static ExecutorService carriers(ThreadFactory threads) {
    int size = Math.max(LEAST_CARRIERS, Runtime.getRuntime().availableProcessors());
    return pool(size, size, new LinkedBlockingQueue<>(), threads);
  }

  private static ExecutorService lookups(ThreadFactory threads) {
    return pool(0, MOST_LOOKUPS, new SynchronousQueue<>(), threads);
  }

  private static ExecutorService pool(
      int least, int most, BlockingQueue<Runnable> queue, ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(least, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
