package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.EngineClient;
import ai.karen.testing.StoreView;
import ai.karen.testing.TestingEngine;
import java.net.http.HttpResponse;
import java.util.Map;

/** An engine that was started on the data folder of another that runs. */
final class SecondEngine implements AutoCloseable {
  private static final String CONVERSATIONS = "/api/conversations";

  private final TestingEngine engine;

  private SecondEngine(TestingEngine engine) {
    this.engine = engine;
  }

  /** Returns when it tells how it is. */
  static SecondEngine beside(TestingEngine first) {
    String folder = first.dataFolder().toString();
    SecondEngine second = new SecondEngine(TestingEngine.launch(Map.of("KAREN_DATA_DIR", folder)));
    second.engine.client().awaitAnswer();
    return second;
  }

  /** It is not ready, says why, and takes nothing. */
  void requireKeptOut() {
    EngineClient client = engine.client();
    assertThat(client.getAnonymously("/health/ready").statusCode()).isEqualTo(503);
    String reason = new StoreView(client).check("data-folder").getString("reason");
    assertThat(reason).contains("another engine was using it when this one started");
    assertThat(engine.logs()).contains(reason);
    HttpResponse<String> refused = client.post(CONVERSATIONS, "{\"title\":\"of the second\"}");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
  }

  @Override
  public void close() {
    engine.close();
  }
}
