package ai.karen.chat.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.entity.Caller;
import ai.karen.chat.control.KeptAnswers;
import ai.karen.chat.entity.ChatRequest;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What it does with answers is seen over HTTP in {@code RedisIT}; here: what it looks up. */
class RepetitionTest {

  @Test
  void whereNothingIsKeptNobodyIsAskedWhoCalls() {
    Repetition off = Repetition.of(new Nothing(), null, null);
    assertThat(off).isSameAs(Repetition.of(new Nothing(), null, null));
    assertThat(off.answer(request(), () -> CompletableFuture.completedFuture(null)))
        .isCompletedWithValue(null);
  }

  private static ChatRequest request() {
    String text = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    return new ChatRequest(Json.createReader(new StringReader(text)).readObject());
  }

  private static final class Nothing implements KeptAnswers {
    @Override
    public boolean areKept() {
      return false;
    }

    @Override
    public boolean areKeptFor(Caller caller) {
      throw new AssertionError("asked");
    }

    @Override
    public CompletionStage<Optional<Place>> place(Caller caller, ChatRequest request) {
      throw new AssertionError("asked");
    }
  }
}
