package ai.karen.provider.entity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'delta':{'content':'x'}}",
        "{'delta':{'reasoning_content':'x'}}",
        "{'delta':{'tool_calls':[{'index':0}]}}",
        "{'message':{'content':'x'}}"
      })
  void contentReasoningAndToolCallsAreTokens(String choice) {
    assertThat(delta("{'choices':[" + choice + "]}").carriesToken()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choices':[{'delta':{'role':'assistant'}}]}",
        "{'choices':[{'delta':{'role':'assistant','content':'','refusal':null}}]}",
        "{'choices':[{'delta':{'tool_calls':[]}}]}",
        "{'choices':[{'delta':null}]}",
        "{'choices':[]}",
        "{'choices':null}",
        "{'choices':['x']}",
        "{}"
      })
  void aRoleAndEmptyPartsAreNone(String json) {
    assertThat(delta(json).carriesToken()).isFalse();
  }

  @Test
  void onlyAFinishReasonFinishes() {
    assertThat(delta("{'choices':[{'finish_reason':'length'}]}").finishes()).isTrue();
    assertThat(delta("{'choices':[{'finish_reason':null}]}").finishes()).isFalse();
    assertThat(delta("{'choices':[{'finish_reason':''}]}").finishes()).isFalse();
    assertThat(delta("{'choices':[{}]}").finishes()).isFalse();
  }

  @Test
  void theLineIsTheTextThatCameWhereThereIsOne() {
    JsonObject json = json("{'a':1.0}");

    assertThat(new Delta(json, "{ \"a\": 1.0 }").line()).isEqualTo("{ \"a\": 1.0 }");
    assertThat(Delta.of(json).line()).isEqualTo("{\"a\":1.0}");
  }

  @Test
  void usageIsReadWhereItIsAndOddFiguresAreZero() {
    assertThat(delta("{'usage':{'prompt_tokens':3,'completion_tokens':5}}").usage())
        .contains(new Usage(3, 5));
    assertThat(delta("{'usage':{'prompt_tokens':-3,'completion_tokens':'many'}}").usage())
        .contains(Usage.NONE);
    assertThat(delta("{'usage':null}").usage()).isEmpty();
    assertThat(new Usage(1, 2).plus(new Usage(3, 4))).isEqualTo(new Usage(4, 6));
  }

  @Test
  void aBlankModelIsNone() {
    assertThat(delta("{'model':' '}").model()).isEmpty();
    assertThat(delta("{'model':7}").model()).isEmpty();
    assertThat(delta("{'model':'m'}").model()).contains("m");
  }

  private static Delta delta(String json) {
    return Delta.of(json(json));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }
}
