package ai.karen.provider.adapter.extractive;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.language.entity.ExtractiveAnswer;
import ai.karen.provider.control.Call;
import ai.karen.provider.control.Cancellation;
import ai.karen.provider.entity.Delta;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompletionShapeTest {
  private static final ExtractiveAnswer ANSWER = new ExtractiveAnswer(List.of("One.", "Two."));

  private final CompletionShape shape =
      new CompletionShape(Clock.fixed(Instant.ofEpochSecond(7), ZoneOffset.UTC));

  @Test
  void aWholeAnswerIsOneCompletion() {
    JsonObject json = deltas("{}", false).get(0).json();

    assertThat(json.getString("object")).isEqualTo("chat.completion");
    assertThat(json.getString("model")).isEqualTo("karen-extractive");
    assertThat(json.getInt("created")).isEqualTo(7);
    JsonObject choice = json.getJsonArray("choices").getJsonObject(0);
    assertThat(choice.getJsonObject("message").getString("content")).isEqualTo("One. Two.");
    assertThat(choice.getString("finish_reason")).isEqualTo("stop");
    assertThat(json.getJsonObject("usage").getInt("total_tokens")).isZero();
  }

  @Test
  void aStreamHasARoleTheSentencesAndAnEndUnderOneId() {
    List<Delta> deltas = deltas("{}", true);

    assertThat(deltas)
        .extracting(delta -> delta.json().getString("id"))
        .containsOnly(deltas.get(0).json().getString("id"));
    assertThat(deltas.get(0).carriesToken()).isFalse();
    assertThat(deltas.stream().map(CompletionShapeTest::content).collect(Collectors.joining()))
        .isEqualTo("One. Two.");
    assertThat(deltas.get(deltas.size() - 1).finishes()).isTrue();
  }

  @Test
  void usageComesAsAPieceOfItsOwnOnlyWhereItIsWanted() {
    List<Delta> wanted = deltas("{'stream_options':{'include_usage':true}}", true);
    assertThat(wanted.get(wanted.size() - 1).closes()).isTrue();
    assertThat(wanted.get(wanted.size() - 1).usage()).isPresent();

    assertThat(deltas("{'stream_options':{'include_usage':false}}", true)).noneMatch(Delta::closes);
    assertThat(deltas("{'stream_options':null}", true)).noneMatch(Delta::closes);
  }

  private List<Delta> deltas(String body, boolean streaming) {
    JsonObject json = Json.createReader(new StringReader(body.replace('\'', '"'))).readObject();
    return shape.deltas(ANSWER, new Call(json, streaming, new Cancellation()));
  }

  private static String content(Delta delta) {
    JsonObject choice = delta.json().getJsonArray("choices").getJsonObject(0);
    return choice.getJsonObject("delta").getString("content", "");
  }
}
