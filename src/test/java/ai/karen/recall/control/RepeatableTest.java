package ai.karen.recall.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatableTest {

  @ParameterizedTest
  @ValueSource(strings = {"'temperature':0", "'temperature':0.0,'n':1,'seed':7,'stream':false"})
  void requirement2AtTemperature0OneAnswerIsAsGoodAsAnother(String members) {
    assertThat(Repeatable.is(TestingRequests.of(members))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'seed':7",
        "'temperature':0.1",
        "'temperature':null",
        "'temperature':0,'n':2",
        "'temperature':0,'stream':true",
        "'temperature':0,'tools':[]",
        "'temperature':0,'functions':[]",
        "'temperature':0,'store':true",
        "'temperature':0,'web_search_options':{}"
      })
  void requirement2OfAllOthersItMayNotBe(String members) {
    assertThat(Repeatable.is(TestingRequests.of(members))).isFalse();
  }

  @Test
  void requirement2OnlyText() {
    String text = "[{'type':'text','text':'Hello'}]";
    String picture = "[{'type':'image_url','image_url':{'url':'https://example.org/now.png'}}]";
    assertThat(Repeatable.is(TestingRequests.saying(text))).isTrue();
    assertThat(Repeatable.is(TestingRequests.saying(picture))).isFalse();
  }
}
