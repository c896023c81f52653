package ai.karen.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.testing.Behaviours;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.ToolCalls;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client. */
class OpenAiJavaIT {
  private final OpenAIClient client = client(TestingEngine.KEY);

  @Test
  void aWholeAnswer() {
    ScriptedChain chain = SharedEngine.chain();

    ChatCompletion completion = client.chat().completions().create(ask(chain.name()));

    assertThat(completion.choices().get(0).message().content()).contains("Hello from the script.");
    assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(18);
  }

  @Test
  void aStream() {
    ScriptedChain chain = SharedEngine.chain();

    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask(chain.name()))) {
      assertThat(text(stream)).isEqualTo("Hello from the script.");
    }
  }

  @Test
  void aStreamThatTheClientLeavesFreesTheProvider() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.paced("word ".repeat(200), Duration.ofMillis(20)));

    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(ask(chain.name()))) {
      assertThat(stream.stream().limit(3)).hasSize(3);
    }

    chain.first().awaitAbandoned(1);
  }

  @Test
  void aToolCall() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(ToolCalls.weather("Berlin"));
    ChatCompletionCreateParams request = ask(chain.name()).toBuilder().addTool(tool()).build();

    ChatCompletion completion = client.chat().completions().create(request);

    assertThat(completion.choices().get(0).message().toolCalls().orElseThrow())
        .singleElement()
        .satisfies(call -> assertThat(call.asFunction().function().arguments()).contains("Berlin"));
    assertThat(chain.first().lastRequest().json().getJsonArray("tools")).hasSize(1);
  }

  @Test
  void aToolCallInAStream() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(ToolCalls.weather("Berlin"));
    ChatCompletionCreateParams request = ask(chain.name()).toBuilder().addTool(tool()).build();

    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(request)) {
      String arguments =
          stream.stream()
              .flatMap(chunk -> chunk.choices().stream())
              .flatMap(choice -> choice.delta().toolCalls().stream())
              .flatMap(java.util.List::stream)
              .flatMap(call -> call.function().stream())
              .flatMap(function -> function.arguments().stream())
              .collect(Collectors.joining());
      assertThat(arguments).isEqualTo("{\"city\":\"Berlin\"}");
    }
  }

  @Test
  void embeddings() {
    CreateEmbeddingResponse response =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder().model("all-minilm-l6-v2").input("a cat").build());

    assertThat(response.data().get(0).embedding()).hasSize(384);
    assertThat(response.usage().promptTokens()).isPositive();
  }

  @Test
  void theListOfModels() {
    assertThat(client.models().list().data()).extracting(Model::id).contains("primary");
  }

  @Test
  void aWrongKeyIsUnauthorized() {
    assertThatThrownBy(() -> client("wrong").chat().completions().create(ask("primary")))
        .isInstanceOf(UnauthorizedException.class);
  }

  @Test
  void anUnknownModelIsNotFound() {
    assertThatThrownBy(() -> client.chat().completions().create(ask("nobody/model")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("nobody/model");
  }

  @Test
  void aRefusalOfTheNamedModelIsABadRequest() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(400, "invalid_value", "temperature is too hot"));

    assertThatThrownBy(
            () -> client.chat().completions().create(ask(chain.firstId() + "/its-model")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("temperature is too hot");
  }

  @Test
  void anExhaustedChainIsAServerErrorThatTheClientDoesNotRepeat() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(Behaviours.error(503, "busy", "busy"));
    chain.second().always(Behaviours.error(503, "busy", "busy"));
    ChatCompletionCreateParams request =
        ask(chain.name()).toBuilder()
            .putAdditionalBodyProperty(
                "response_format", JsonValue.from(Map.of("type", "json_object")))
            .build();

    assertThatThrownBy(() -> client.chat().completions().create(request))
        .isInstanceOf(InternalServerException.class)
        .hasMessageContaining("transient");
    assertThat(chain.second().requests()).hasSize(2);
  }

  private static OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(SharedEngine.client().openAiUrl())
        .apiKey(key)
        .build();
  }

  private static ChatCompletionCreateParams ask(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hello").build();
  }

  private static ChatCompletionFunctionTool tool() {
    FunctionParameters parameters =
        FunctionParameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty(
                "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
            .build();
    return ChatCompletionFunctionTool.builder()
        .function(FunctionDefinition.builder().name("weather").parameters(parameters).build())
        .build();
  }

  private static String text(StreamResponse<ChatCompletionChunk> stream) {
    return stream.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .flatMap(choice -> choice.delta().content().stream())
        .collect(Collectors.joining());
  }
}
