package ai.karen.recall.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.chat.entity.KeptAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {

  @Test
  void whatIsWrittenIsReadAgain() {
    KeptAnswer answer = new KeptAnswer("openai", TestingRequests.json("{'id':'x','n':[1,null]}"));
    assertThat(Writing.read(Writing.of(answer))).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "[]", "{}", "{\"provider\":1,\"body\":{}}"})
  void requirement6WhatIsNotOursIsNoAnswer(String text) {
    assertThat(Writing.read(text)).isEmpty();
  }
}
