package ai.karen.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine whose providers may say nothing for longer than a test waits, so that whatever ends a
 * call in the meantime is something else.
 */
public final class PatientEngine implements AutoCloseable {
  private static final String LIMIT = "PT20S";

  private final List<ScriptedChain> chains = new ArrayList<>();
  private final TestingEngine engine;
  private int taken;

  private PatientEngine(int number) {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> providers = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("primary", "local-first"));
    for (int index = 0; index < number; index++) {
      ScriptedChain chain = ScriptedChain.start(index);
      chains.add(chain);
      providers.addAll(List.of(chain.firstId(), chain.secondId()));
      names.add(chain.name());
      settings.putAll(chain.settings());
    }
    settings.replaceAll((key, value) -> key.endsWith("_TIMEOUT") ? LIMIT : value);
    settings.put("KAREN_PROVIDERS_EXTRA", String.join(",", providers));
    settings.put("KAREN_CHAIN_NAMES", String.join(",", names));
    // A test that is over waits for no answer.
    settings.put("KAREN_SHUTDOWN_GRACE", "PT1S");
    engine = TestingEngine.start(settings);
  }

  /**
   * @param chains how many will be taken
   */
  public static PatientEngine start(int chains) {
    return new PatientEngine(chains);
  }

  public EngineClient client() {
    return engine.client();
  }

  public String logs() {
    return engine.logs();
  }

  /** A chain of two providers that nobody else uses. */
  public ScriptedChain chain() {
    return chains.get(taken++);
  }

  @Override
  public void close() {
    engine.close();
    chains.forEach(
        chain -> {
          chain.first().close();
          chain.second().close();
        });
  }
}
