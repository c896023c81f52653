package ai.karen.provider.adapter.anthropic;

import static ai.karen.provider.adapter.anthropic.Texts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.provider.entity.FailureKind;
import ai.karen.provider.entity.ProviderRefusal;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesRequestTest {

  @Test
  void requirement1InstructionsBecomeTheSystemPromptAndNeighboursOneMessage() {
    JsonObject request =
        translate(
            """
            'messages': [
              {'role': 'system', 'content': 'Be brief.'},
              {'role': 'user', 'content': 'Hello'},
              {'role': 'user', 'content': [{'type': 'text', 'text': 'again'}, {'type': 'text', 'text': ''}]},
              {'role': 'developer', 'content': [{'type': 'text', 'text': 'Be kind.'}]},
              {'role': 'assistant', 'content': ''},
              {'role': 'assistant', 'content': 'It begins \\n'}]
            """);
    assertThat(request)
        .isEqualTo(
            json(
                """
                {'model': 'claude', 'max_tokens': 4096, 'system': 'Be brief.\\n\\nBe kind.', 'messages': [
                  {'role': 'user', 'content': [
                    {'type': 'text', 'text': 'Hello'}, {'type': 'text', 'text': 'again'}]},
                  {'role': 'assistant', 'content': [{'type': 'text', 'text': 'It begins'}]}]}
                """));
  }

  @Test
  void requirement2CallsAndTheirResultsBecomeBlocks() {
    JsonObject request =
        translate(
            """
            'messages': [
              {'role': 'assistant', 'content': null, 'tool_calls': [
                {'id': 'a', 'type': 'function', 'function': {'name': 'time', 'arguments': '{}'}},
                {'id': 'b', 'type': 'function', 'function': {'name': 'time', 'arguments': 'no json'}}]},
              {'role': 'tool', 'tool_call_id': 'a', 'content': 'noon'},
              {'role': 'tool', 'tool_call_id': 'b', 'content': ''},
              {'role': 'user', 'content': 'So?'}]
            """);
    assertThat(request.getJsonArray("messages"))
        .isEqualTo(
            json("""
            {'messages': [
              {'role': 'assistant', 'content': [
                {'type': 'tool_use', 'id': 'a', 'name': 'time', 'input': {}},
                {'type': 'tool_use', 'id': 'b', 'name': 'time', 'input': {}}]},
              {'role': 'user', 'content': [
                {'type': 'tool_result', 'tool_use_id': 'a', 'content': [
                  {'type': 'text', 'text': 'noon'}]},
                {'type': 'tool_result', 'tool_use_id': 'b'},
                {'type': 'text', 'text': 'So?'}]}]}
            """)
                .getJsonArray("messages"));
  }

  @Test
  void requirement2ToolsAreTranslated() {
    JsonObject request =
        translate(
            """
            'tools': [
              {'type': 'function', 'function': {'name': 'time', 'description': 'Tells it', 'strict': true,
                'parameters': {'type': 'object', 'properties': {'zone': {'type': 'string'}}}}},
              {'type': 'function', 'function': {'name': 'date'}}]
            """);
    assertThat(request.get("tools"))
        .isEqualTo(
            json("""
            {'tools': [
              {'name': 'time', 'description': 'Tells it',
                'input_schema': {'type': 'object', 'properties': {'zone': {'type': 'string'}}}},
              {'name': 'date', 'input_schema': {'type': 'object', 'properties': {}}}]}
            """)
                .get("tools"));
    assertThat(request).doesNotContainKey("tool_choice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'tool_choice': 'auto' | {'type': 'auto'}",
        "'tool_choice': 'none' | {'type': 'none'}",
        "'tool_choice': 'required' | {'type': 'any'}",
        "'tool_choice': {'type': 'function', 'function': {'name': 'f'}} | {'type': 'tool', 'name':"
            + " 'f'}",
        "'parallel_tool_calls': false | {'type': 'auto', 'disable_parallel_tool_use': true}",
        "'tool_choice': 'none', 'parallel_tool_calls': false | {'type': 'none'}",
      })
  void requirement2TheChoiceOfAToolIsTranslated(String asked, String expected) {
    String tool = ", 'tools': [{'type': 'function', 'function': {'name': 'f'}}]";
    assertThat(translate(asked + tool).get("tool_choice")).isEqualTo(json(expected));
    assertThat(translate(asked)).doesNotContainKey("tool_choice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'image_url', 'image_url': {'url': 'data:image/png;base64,AAAA'} | 'image', 'source':"
            + " {'type': 'base64', 'media_type': 'image/png', 'data': 'AAAA'}",
        "'image_url', 'image_url': {'url': 'https://x.example/a.png'} | 'image', 'source': {'type':"
            + " 'url', 'url': 'https://x.example/a.png'}",
        "'file', 'file': {'file_data': 'data:application/pdf;base64,AAAA'} | 'document', 'source':"
            + " {'type': 'base64', 'media_type': 'application/pdf', 'data': 'AAAA'}",
      })
  void requirement3ImagesAndFilesBecomeBlocks(String part, String block) {
    JsonObject request =
        translate("'messages': [{'role': 'user', 'content': [{'type': " + part + "}]}]");
    assertThat(request.getJsonArray("messages").getJsonObject(0).getJsonArray("content"))
        .containsExactly(json("{'type': " + block + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'max_tokens': 7 | 'max_tokens': 7",
        "'max_tokens': 7, 'max_completion_tokens': 9 | 'max_tokens': 9",
        "'temperature': 1.7 | 'max_tokens': 4096, 'temperature': 1",
        "'temperature': 0.5, 'top_p': 0.1 | 'max_tokens': 4096, 'temperature': 0.5",
        "'top_p': 0.1 | 'max_tokens': 4096, 'top_p': 0.1",
        "'stop': 'END' | 'max_tokens': 4096, 'stop_sequences': ['END']",
        "'stop': ['A', ' ', 'B'] | 'max_tokens': 4096, 'stop_sequences': ['A', 'B']",
        "'stop': null | 'max_tokens': 4096",
        "'user': 'u1' | 'max_tokens': 4096, 'metadata': {'user_id': 'u1'}",
        "'seed': 1, 'logprobs': true, 'logit_bias': {}, 'x': [1], 'n': 1 | 'max_tokens': 4096",
        "'response_format': {'type': 'text'} | 'max_tokens': 4096",
        "'response_format': {'type': 'json_schema', 'json_schema': {'name': 'n', 'schema': {'type':"
            + " 'object'}}} | 'max_tokens': 4096, 'output_config': {'format': {'type':"
            + " 'json_schema', 'schema': {'type': 'object'}}}",
      })
  void requirement4FieldsAreTranslatedOrLeftOut(String asked, String expected) {
    assertThat(translate(asked))
        .isEqualTo(json("{'model': 'claude', 'messages': [], " + expected + "}"));
  }

  @Test
  void aWishForJsonIsAnInstruction() {
    assertThat(translate("'response_format': {'type': 'json_object'}").getString("system"))
        .contains("one valid JSON object");
  }

  @Test
  void aStreamIsAskedFor() {
    assertThat(MessagesRequest.of(json("{'model': 'claude'}"), true).getBoolean("stream")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'n': 2",
        "'functions': [{'name': 'f'}]",
        "'messages': [{'role': 'function', 'content': 'x'}]",
        "'messages': [{'role': 'user', 'content': [{'type': 'input_audio'}]}]",
        "'messages': [{'role': 'user', 'content': [{'type': 'image_url'}]}]",
        "'messages': [{'role': 'user', 'content': [{'type': 'file', 'file': {'file_id': 'f'}}]}]",
        "'tools': [{'type': 'custom'}]"
      })
  void requirement4WhatCannotBeLeftOutIsRefused(String asked) {
    assertThatThrownBy(() -> translate(asked))
        .isInstanceOfSatisfying(
            ProviderRefusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.INVALID));
  }

  private static JsonObject translate(String fields) {
    return MessagesRequest.of(json("{'model': 'claude', " + fields + "}"), false);
  }
}
