package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.problem.boundary.BodyProblems;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Which threads do what is told by queues in their stead, of which a test does one at a time. */
class BodyParsingTest {
  private static final int LARGE = 1_000_000;
  private static final int MANY = 100;

  private final Threads usual = new Threads();
  private final Threads large = new Threads();
  private final BodyParsing parsing = new BodyParsing(usual, large);

  @Test
  void aBodyIsParsedByTheUsualThreadsEvenIfItIsThereAtOnce() {
    CompletableFuture<JsonObject> json = json(body(LARGE - 1));
    assertThat(json).isNotDone();

    usual.work();
    assertThat(json.join()).containsKey("a");
    assertThat(large.isIdle()).isTrue();
  }

  @Test
  void aLargeBodyIsParsedByTheOthersAndTheUsualOnesGoOn() {
    CompletableFuture<JsonObject> json = json(body(LARGE));

    usual.work();
    assertThat(json).isNotDone();
    assertThat(usual.isIdle()).isTrue();
    large.work();
    assertThat(json).isNotDone();
    usual.work();
    assertThat(json.join()).containsKey("a");
  }

  @Test
  void whileManyLargeBodiesWaitSmallOnesAreParsed() {
    List<CompletableFuture<JsonObject>> waiting = new ArrayList<>();
    for (int number = 0; number < MANY; number++) {
      waiting.add(json(body(LARGE)));
    }
    CompletableFuture<JsonObject> small = json(body(10));

    usual.work();
    assertThat(small.join()).containsKey("a");
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void aBodyThatDidNotComeIsToldByTheUsualThreads() {
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    CompletableFuture<JsonObject> json = parsing.json(whole).toCompletableFuture();

    whole.completeExceptionally(new ProblemException(BodyProblems.incomplete()));
    assertThat(json).isNotDone();
    usual.work();
    assertThat(code(json)).isEqualTo("body_incomplete");
  }

  @Test
  void whatCanNotBeReadIsToldByTheUsualThreadsWhateverItsSize() {
    CompletableFuture<JsonObject> small = json(new byte[] {'x'});
    CompletableFuture<JsonObject> huge = json(new byte[LARGE]);

    usual.work();
    assertThat(code(small)).isEqualTo("invalid_json");
    large.work();
    assertThat(huge).isNotDone();
    usual.work();
    assertThat(code(huge)).isEqualTo("invalid_json");
  }

  private CompletableFuture<JsonObject> json(byte[] body) {
    CompletionStage<byte[]> whole = CompletableFuture.completedFuture(body);
    return parsing.json(whole).toCompletableFuture();
  }

  private static byte[] body(int length) {
    String object = "{\"a\":1}";
    return (object + " ".repeat(length - object.length())).getBytes(StandardCharsets.UTF_8);
  }

  private static String code(CompletableFuture<JsonObject> json) {
    CompletionException failure = catchThrowableOfType(CompletionException.class, json::join);
    return ((ProblemException) failure.getCause()).problem().code();
  }

  private static final class Threads implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable work) {
      waiting.add(work);
    }

    /** Does all that waits. */
    void work() {
      for (int left = waiting.size(); left > 0; left--) {
        waiting.remove().run();
      }
    }

    boolean isIdle() {
      return waiting.isEmpty();
    }
  }
}
