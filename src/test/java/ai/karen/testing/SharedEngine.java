package ai.karen.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * One engine for all tests that need no settings of their own, because a start takes seconds. Each
 * test gets a chain of two scripted providers that no other test touches, so that breakers and
 * cool-downs stay its own.
 */
public final class SharedEngine {
  private static final int CHAINS = 200;
  private static final int CONTINUING_CHAINS = 60;
  private static final int TRIOS = 10;
  private static final AtomicInteger TAKEN = new AtomicInteger();
  private static final AtomicInteger CONTINUING_TAKEN = new AtomicInteger(CHAINS);
  private static final AtomicInteger TRIOS_TAKEN = new AtomicInteger();
  private static final SharedEngine ENGINE = new SharedEngine();

  private final List<ScriptedChain> chains = new ArrayList<>();
  private final List<ScriptedTrio> trios =
      IntStream.range(0, TRIOS).mapToObj(ScriptedTrio::start).toList();
  private final ScriptedProvider openAi = ScriptedProvider.start();
  private final TestingEngine engine;
  private final HalfHead halfHead;

  private SharedEngine() {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> providers = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("primary", "local-first"));
    for (int number = 0; number < CHAINS + CONTINUING_CHAINS; number++) {
      ScriptedChain chain = ScriptedChain.start(number);
      if (number >= CHAINS) {
        settings.putAll(chain.continuing());
      }
      chains.add(chain);
      providers.addAll(List.of(chain.firstId(), chain.secondId()));
      names.add(chain.name());
      settings.putAll(chain.settings());
    }
    for (ScriptedTrio trio : trios) {
      providers.addAll(trio.ids());
      names.add(trio.name());
      settings.putAll(trio.settings());
    }
    settings.put("OPENAI_API_KEY", "secret-of-openai");
    settings.put("KAREN_PROVIDERS_OPENAI_BASE_URL", openAi.baseUrl());
    settings.put("KAREN_PROVIDERS_OPENAI_BREAKER_DELAY", "PT1H");
    settings.put("KAREN_PROVIDERS_EXTRA", String.join(",", providers));
    settings.put("KAREN_CHAIN_NAMES", String.join(",", names));
    // A test that is over waits for no answer.
    settings.put("KAREN_SHUTDOWN_GRACE", "PT1S");
    engine = TestingEngine.start(settings);
    halfHead = HalfHead.sent(engine.client().port());
    Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
  }

  public static EngineClient client() {
    return ENGINE.engine.client();
  }

  public static TestingEngine engine() {
    return ENGINE.engine;
  }

  /** The one that stands behind {@code openai}; its breaker, once open, stays open for an hour. */
  public static ScriptedProvider openAi() {
    return ENGINE.openAi;
  }

  /** Sent when the engine started, so that its server's minute passes while others are tested. */
  public static HalfHead halfHead() {
    return ENGINE.halfHead;
  }

  /** A chain of two providers that nobody else uses. */
  public static ScriptedChain chain() {
    return ENGINE.free(TAKEN, CHAINS);
  }

  /**
   * The same, whose second provider goes on with an answer that another began, and takes longer
   * questions than the first, whose breaker opens for a second only.
   */
  public static ScriptedChain continuingChain() {
    return ENGINE.free(CONTINUING_TAKEN, CHAINS + CONTINUING_CHAINS);
  }

  /** A chain of three providers that nobody else uses. */
  public static ScriptedTrio trio() {
    return ENGINE.trios.get(TRIOS_TAKEN.getAndIncrement());
  }

  private ScriptedChain free(AtomicInteger taken, int end) {
    int number = taken.getAndIncrement();
    if (number >= end) {
      throw new IllegalStateException("all chains are taken: raise the number in SharedEngine");
    }
    return chains.get(number);
  }
}
