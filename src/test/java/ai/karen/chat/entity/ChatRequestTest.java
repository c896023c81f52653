package ai.karen.chat.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.problem.entity.ProblemException;
import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestTest {
  private static final String GOOD = "'model':'m','messages':[{'role':'user','content':'x'}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'messages':[{'role':'user'}]} | model",
        "{'model':7,'messages':[{'role':'user'}]} | model",
        "{'model':' ','messages':[{'role':'user'}]} | model",
        "{'model':'m'} | messages",
        "{'model':'m','messages':[]} | messages",
        "{'model':'m','messages':{}} | messages",
        "{'model':'m','messages':[{'role':'user'},'x']} | messages[1]",
        "{'model':'m','messages':[{'content':'x'}]} | messages[0].role",
        "{'model':'m','messages':[{'role':''}]} | messages[0].role",
        "{'model':'m','messages':[{'role':'user'}],'stream':'yes'} | stream",
        "{'model':'m','messages':[{'role':'user'}],'stream_options':[]} | stream_options"
      })
  void aFaultNamesItsField(String json, String param) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> request(json));

    assertThat(refused.problem().status()).isEqualTo(400);
    assertThat(refused.problem().param()).isEqualTo(param);
    assertThat(refused.problem().message()).contains("'" + param);
  }

  @Test
  void nullIsAsGoodAsAbsent() {
    assertThat(request("{" + GOOD + ",'stream':null,'stream_options':null}").isStreaming())
        .isFalse();
  }

  @Test
  void whatTheEngineDoesNotKnowIsLeftAsItIs() {
    assertThat(request("{" + GOOD + ",'stream':true,'brand_new':{'x':1}}").body())
        .containsKey("brand_new");
  }

  private static ChatRequest request(String json) {
    return new ChatRequest(
        Json.createReader(new StringReader(json.replace('\'', '"'))).readObject());
  }
}
