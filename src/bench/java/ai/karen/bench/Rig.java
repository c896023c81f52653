package ai.karen.bench;

import ai.karen.testing.TestingEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that runs: the scripted providers, the engine and, where there is one, an nginx. */
final class Rig implements AutoCloseable {
  static final String DIRECT = "direct";
  static final String NGINX = "nginx";
  static final String ENGINE = "engine";

  /** Chains of the engine. */
  static final String PLAIN_CHAIN = "plain";

  static final String FAILING_CHAIN = "failing";
  static final String OPEN_CHAIN = "open";

  /** Connections that keep two processors at work. */
  private static final int PROCESSORS_ARE_BUSY = 32;

  /** Of the engine that has few. */
  private static final int SLOTS = 128;

  private static final int SHORT_LINE = 64;

  private final Providers providers;
  private final TestingEngine engine;
  private final TestingEngine narrow;
  private final Optional<Nginx> nginx;

  private Rig(
      Providers providers, TestingEngine engine, TestingEngine narrow, Optional<Nginx> nginx) {
    this.providers = providers;
    this.engine = engine;
    this.narrow = narrow;
    this.nginx = nginx;
  }

  static Rig start(Options options) throws IOException {
    Providers providers = new Providers();
    TestingEngine engine = TestingEngine.start(settings(providers, options));
    TestingEngine narrow = TestingEngine.start(narrow(providers, options));
    Optional<Nginx> nginx = Nginx.start(providers.answering(), Path.of("target/bench/nginx"));
    Rig rig = new Rig(providers, engine, narrow, nginx);
    Runtime.getRuntime().addShutdownHook(new Thread(rig::close));
    return rig;
  }

  /** All ways to the provider that answers. */
  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    int port = URI.create(providers.answering()).getPort();
    targets.add(new Target(DIRECT, port, TestingEngine.KEY, "scripted-model"));
    nginx.ifPresent(
        it -> targets.add(new Target(NGINX, it.port(), TestingEngine.KEY, "scripted-model")));
    targets.add(engineTarget());
    return targets;
  }

  Target engineTarget() {
    return new Target(ENGINE, engine.client().port(), TestingEngine.KEY, PLAIN_CHAIN);
  }

  /** What an engine can have too little of. */
  List<Overload.Bottleneck> bottlenecks() {
    Target slots = new Target(ENGINE, narrow.client().port(), TestingEngine.KEY, PLAIN_CHAIN);
    return List.of(
        new Overload.Bottleneck("processors", engineTarget(), PROCESSORS_ARE_BUSY),
        new Overload.Bottleneck("slots", slots, SLOTS));
  }

  Providers providers() {
    return providers;
  }

  /** What stands between load and provider there; the provider itself for the direct way. */
  ProcessFigures figures(Target target) {
    return switch (target.name()) {
      case ENGINE -> new ProcessFigures(engine.process());
      case NGINX -> nginx.orElseThrow().figures();
      default -> providers.figures();
    };
  }

  @Override
  public void close() {
    nginx.ifPresent(Nginx::close);
    narrow.close();
    engine.close();
    providers.close();
  }

  private static Map<String, String> settings(Providers providers, Options options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("KAREN_PROVIDERS_EXTRA", "scripted,faulty,broken");
    settings.putAll(provider("SCRIPTED", providers.answering()));
    settings.putAll(provider("FAULTY", providers.failing()));
    // Its breaker never closes again, that of the other one never opens.
    settings.putAll(provider("BROKEN", providers.broken()));
    settings.put("KAREN_PROVIDERS_BROKEN_BREAKER_DELAY", "PT10H");
    settings.put("KAREN_PROVIDERS_FAULTY_BREAKER_VOLUME", "1000000");
    settings.put("KAREN_CHAIN_NAMES", "plain,failing,open");
    settings.put("KAREN_CHAIN_PLAIN", "scripted");
    settings.put("KAREN_CHAIN_FAILING", "faulty,scripted");
    settings.put("KAREN_CHAIN_OPEN", "broken,scripted");
    settings.put("KAREN_DEFAULT_CHAIN", PLAIN_CHAIN);
    // Also when there are none: the tests' engines compile less than one that is delivered.
    settings.put("JVM_ARGS", options.engineJvm());
    return settings;
  }

  /** Few slots, and a provider that keeps each of them for a while. */
  private static Map<String, String> narrow(Providers providers, Options options) {
    Map<String, String> settings = settings(providers, options);
    settings.putAll(provider("SCRIPTED", providers.slow()));
    settings.put("KAREN_HTTP_MAX_IN_FLIGHT", String.valueOf(SLOTS));
    settings.put("KAREN_HTTP_QUEUE", String.valueOf(SHORT_LINE));
    return settings;
  }

  private static Map<String, String> provider(String id, String baseUrl) {
    String prefix = "KAREN_PROVIDERS_" + id;
    return Map.of(
        prefix + "_BASE_URL", baseUrl,
        prefix + "_MODEL", "scripted-model",
        prefix + "_API_KEY", "scripted-key");
  }
}
