package ai.karen.provider.adapter.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.language.entity.Utterance;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class UtterancesTest {

  @Test
  void plainTextAndTextPartsAreTakenAndTheRestIsNot() {
    assertThat(
            utterances(
                "{'role':'system','content':'Be kind'},"
                    + "{'role':'user','content':[{'type':'text','text':'one'},"
                    + "{'type':'image_url','image_url':{}},{'type':'text','text':'two'},'x']}"))
        .containsExactly(new Utterance("system", "Be kind"), new Utterance("user", "one\ntwo"));
  }

  @Test
  void aMessageWithoutTextIsEmpty() {
    assertThat(utterances("{'role':'assistant','content':null},{'role':'assistant'},{'content':7}"))
        .extracting(Utterance::text)
        .containsExactly("", "", "");
  }

  private static List<Utterance> utterances(String messages) {
    String text = ("{'messages':[" + messages + "]}").replace('\'', '"');
    return Utterances.of(Json.createReader(new StringReader(text)).readObject());
  }
}
