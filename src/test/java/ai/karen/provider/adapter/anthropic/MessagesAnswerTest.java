package ai.karen.provider.adapter.anthropic;

import static ai.karen.provider.adapter.anthropic.Texts.json;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesAnswerTest {

  @Test
  void requirement2And5AMessageBecomesACompletion() {
    JsonObject message =
        json(
            """
            {'id': 'msg_1', 'type': 'message', 'role': 'assistant', 'model': 'claude-x', 'content': [
              {'type': 'thinking', 'thinking': 'Let me see.', 'signature': 's'},
              {'type': 'text', 'text': 'It is '}, {'type': 'text', 'text': 'noon.'},
              {'type': 'tool_use', 'id': 'toolu_1', 'name': 'time', 'input': {'zone': 'UTC'}}],
             'stop_reason': 'tool_use', 'stop_sequence': null, 'usage': {'input_tokens': 10,
               'cache_creation_input_tokens': 3, 'cache_read_input_tokens': 5, 'output_tokens': 7}}
            """);
    JsonObject completion = MessagesAnswer.completion(message, 42);
    assertThat(completion)
        .isEqualTo(
            json(
                """
                {'id': 'msg_1', 'object': 'chat.completion', 'created': 42, 'model': 'claude-x', 'choices': [
                  {'index': 0, 'message': {'role': 'assistant', 'content': 'It is noon.', 'refusal': null,
                    'reasoning_content': 'Let me see.', 'tool_calls': [{'id': 'toolu_1', 'type': 'function',
                      'function': {'name': 'time', 'arguments': '{~zone~:~UTC~}'}}]},
                   'logprobs': null, 'finish_reason': 'tool_calls'}],
                 'usage': {'prompt_tokens': 18, 'completion_tokens': 7, 'total_tokens': 25,
                   'prompt_tokens_details': {'cached_tokens': 5}}}
                """
                    .replace("~", "\\\"")));
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, stop",
    "stop_sequence, stop",
    "pause_turn, stop",
    "max_tokens, length",
    "model_context_window_exceeded, length",
    "tool_use, tool_calls",
    "refusal, content_filter"
  })
  void theReasonForStoppingIsTranslated(String theirs, String ours) {
    assertThat(AnswerParts.finishReason(theirs)).isEqualTo(ours);
  }

  @Test
  void whatIsNoFinishedMessageIsNoAnswer() {
    assertThat(MessagesAnswer.isWhole(json("{'content': [], 'stop_reason': 'end_turn'}"))).isTrue();
    assertThat(MessagesAnswer.isWhole(json("{'content': []}"))).isFalse();
    assertThat(MessagesAnswer.isWhole(json("{'stop_reason': 'end_turn'}"))).isFalse();
  }
}
