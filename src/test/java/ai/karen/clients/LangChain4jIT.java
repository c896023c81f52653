package ai.karen.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.TestingEngine;
import ai.karen.testing.ToolCalls;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** LangChain4j's OpenAI models. */
class LangChain4jIT {

  @Test
  void aWholeAnswer() {
    ScriptedChain chain = SharedEngine.chain();

    assertThat(model(chain.name(), TestingEngine.KEY).chat("Hello"))
        .isEqualTo("Hello from the script.");
  }

  @Test
  void aStream() throws Exception {
    ScriptedChain chain = SharedEngine.chain();
    CompletableFuture<String> answer = new CompletableFuture<>();

    OpenAiStreamingChatModel.builder()
        .baseUrl(SharedEngine.client().openAiUrl())
        .apiKey(TestingEngine.KEY)
        .modelName(chain.name())
        .build()
        .chat("Hello", completing(answer));

    assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("Hello from the script.");
  }

  @Test
  void aToolCall() {
    ScriptedChain chain = SharedEngine.chain();
    chain.first().always(ToolCalls.weather("Berlin"));
    ToolSpecification tool =
        ToolSpecification.builder()
            .name("weather")
            .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
            .build();
    ChatRequest request =
        ChatRequest.builder()
            .messages(UserMessage.from("How is the weather?"))
            .toolSpecifications(tool)
            .build();

    ChatResponse response = model(chain.name(), TestingEngine.KEY).chat(request);

    assertThat(response.aiMessage().toolExecutionRequests())
        .singleElement()
        .satisfies(call -> assertThat(call.arguments()).contains("Berlin"));
  }

  @Test
  void anEmbedding() {
    OpenAiEmbeddingModel embeddings =
        OpenAiEmbeddingModel.builder()
            .baseUrl(SharedEngine.client().openAiUrl())
            .apiKey(TestingEngine.KEY)
            .modelName("all-minilm-l6-v2")
            .build();

    assertThat(embeddings.embed("a cat").content().vector()).hasSize(384);
  }

  @Test
  void aWrongKeyIsAnAuthenticationFailure() {
    assertThatThrownBy(() -> model("primary", "wrong").chat("Hello"))
        .isInstanceOf(AuthenticationException.class);
  }

  @Test
  void anUnknownModelIsNotFound() {
    assertThatThrownBy(() -> model("nobody/model", TestingEngine.KEY).chat("Hello"))
        .isInstanceOf(ModelNotFoundException.class);
  }

  private static ChatModel model(String name, String key) {
    return OpenAiChatModel.builder()
        .baseUrl(SharedEngine.client().openAiUrl())
        .apiKey(key)
        .modelName(name)
        .maxRetries(0)
        .build();
  }

  private static StreamingChatResponseHandler completing(CompletableFuture<String> answer) {
    return new StreamingChatResponseHandler() {
      @Override
      public void onCompleteResponse(ChatResponse response) {
        answer.complete(response.aiMessage().text());
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
      }
    };
  }
}
