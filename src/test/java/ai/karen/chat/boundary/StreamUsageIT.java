package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.EngineClient;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.StreamedAnswer;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A vendor tells the tokens of a stream when asked; the engine asks for its metrics. */
class StreamUsageIT {
  private static final String ASK =
      "{\"model\":\"openai/gpt\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true%s}";
  private static final String USAGE =
      "{\"id\":\"x\",\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":41}}";

  private static ScriptedProvider openAi;
  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    openAi = ScriptedProvider.start();
    openAi.always(Behaviours.events(List.of(Wire.content("Hi"), Wire.finish(), USAGE, "[DONE]")));
    engine =
        TestingEngine.start(
            Map.of(
                "OPENAI_API_KEY", "secret", "KAREN_PROVIDERS_OPENAI_BASE_URL", openAi.baseUrl()));
  }

  @AfterAll
  static void stop() {
    engine.close();
    openAi.close();
  }

  @Test
  void tokensAreCountedAndTheCallerGetsThemOnlyWhenItAsked() {
    EngineClient client = engine.client();

    StreamedAnswer silent = ask(client, "");
    assertThat(openAi.lastRequest().body()).contains("\"include_usage\":true");
    assertThat(silent.chunks()).noneMatch(chunk -> chunk.containsKey("usage"));
    assertThat(silent.lastChunk()).containsKey("karen");
    assertThat(silent.isDone()).isTrue();
    assertThat(tokens(client, "completion")).isEqualTo(41);

    StreamedAnswer told = ask(client, ",\"stream_options\":{\"include_usage\":true}");
    assertThat(told.lastChunk()).containsKeys("usage", "karen");
    assertThat(tokens(client, "completion")).isEqualTo(82);
  }

  private static StreamedAnswer ask(EngineClient client, String more) {
    return StreamedAnswer.of(client.post("/v1/chat/completions", ASK.formatted(more)).body());
  }

  private static double tokens(EngineClient client, String direction) {
    return client
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("karen_tokens_total{"))
        .filter(line -> line.contains("provider=\"openai\""))
        .filter(line -> line.contains("direction=\"" + direction + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
