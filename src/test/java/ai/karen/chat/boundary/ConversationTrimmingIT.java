package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Behaviours;
import ai.karen.testing.ScriptedChain;
import ai.karen.testing.SharedEngine;
import ai.karen.testing.Talk;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requirement 11: what a model is told of a conversation that is too long for it. The chain's first
 * link takes 8,192 tokens, its second 100,000: that counts, less 4,096 for the answer.
 */
class ConversationTrimmingIT {
  private static final int BUDGET = 100_000 - 4_096;
  private static final int PER_MESSAGE = 4;

  /** Eight tokens. */
  private static final String ANSWER = "Twelve bytes";

  private static final int TURN = BUDGET / 8;
  private static final int ANSWER_TOKENS = 8;
  private static final int TURNS = 9;

  private final ScriptedChain chain = SharedEngine.continuingChain();
  private final Talk talk = Talk.begin(SharedEngine.client());
  private final List<String> said = new ArrayList<>();

  /** Turns that eight of would fill the budget to the last token. */
  @BeforeEach
  void manyAreSaid() {
    chain.first().always(Behaviours.answer(ANSWER));
    for (int turn = 0; turn < TURNS; turn++) {
      said.add(ofTokens(TURN - ANSWER_TOKENS, turn));
      said.add(ANSWER);
      assertThat(talk.say(said.get(2 * turn), chain).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requirement11TheNewestThatFitAreToldAndAllAreReadable() {
    String last = talk.newest().getString("id");
    String fits = ofTokens(TURN, TURNS);
    String doesNot = fits + ".";

    List<String> told = toldWith(fits, last);
    List<String> toldLess = toldWith(doesNot, last);

    assertThat(told).containsExactlyElementsOf(with(newest(7), fits));
    assertThat(toldLess)
        .as("beginning with a question")
        .containsExactlyElementsOf(with(newest(6), doesNot));
    assertThat(contents()).containsExactlyElementsOf(with(said, fits, ANSWER, doesNot, ANSWER));
  }

  private List<String> toldWith(String question, String parent) {
    String body =
        Json.createObjectBuilder()
            .add("content", question)
            .add("model", chain.name())
            .add("parent_id", parent)
            .build()
            .toString();
    HttpResponse<String> answered = talk.client().post(talk.messagesPath(), body);
    assertThat(answered.statusCode()).isEqualTo(200);
    return contents(chain.first().lastRequest().json());
  }

  private List<String> newest(int turns) {
    return said.subList(said.size() - 2 * turns, said.size());
  }

  private static List<String> with(List<String> beginning, String... more) {
    List<String> all = new ArrayList<>(beginning);
    all.addAll(List.of(more));
    return all;
  }

  private List<String> contents() {
    return talk.messages().stream().map(message -> message.getString("content")).toList();
  }

  private static List<String> contents(JsonObject asked) {
    return asked.getJsonArray("messages").getValuesAs(JsonObject.class).stream()
        .map(message -> message.getString("content"))
        .toList();
  }

  /** A token is three bytes, which is one letter of this text; nobody else's with this number. */
  private static String ofTokens(int tokens, int number) {
    return number + "  " + "\u6f22".repeat(tokens - PER_MESSAGE - 1);
  }
}
