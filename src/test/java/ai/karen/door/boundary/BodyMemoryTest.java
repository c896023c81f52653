package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.problem.entity.ProblemException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
  private static final int ALL = 1_000;
  private static final BodyLimit LIMIT = new BodyLimit(100, true);
  private static final int ROUNDS = 2_000;

  private final BodyMemory memory = new BodyMemory(ALL);
  private final TestingSuspension request = new TestingSuspension();
  private final BodyMemory.Share share = memory.open(request.context());
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  @Test
  void r4AfterTheAnswerNothingIsTakenAnyMore() throws IOException {
    share.add(60);
    request.complete();

    assertThatThrownBy(() -> share.add(60)).isInstanceOf(ProblemException.class);
    request.complete();
    assertThat(memory.free()).isEqualTo(ALL);
  }

  @Test
  void r4WhoLeavesInTheMiddleOfABodyLeavesNothingTaken() throws IOException {
    TestingInput input = new TestingInput(new byte[100]);
    BodyReader reader = new BodyReader(input, LIMIT, share, whole);
    input.arrive(40);
    reader.onDataAvailable();
    assertThat(memory.free()).isEqualTo(ALL - 40);

    reader.onError(new IOException("reset"));
    request.complete();

    assertThat(whole).isCompletedExceptionally();
    assertThat(memory.free()).isEqualTo(ALL);
  }

  @Test
  void r4APieceThatComesWithTheEndOfItsRequestIsNotKept() throws IOException {
    TestingInput input = new TestingInput(new byte[100]);
    BodyReader reader = new BodyReader(input, LIMIT, share, whole);
    input.beforeReading(request::complete);
    input.arrive(40);

    reader.onDataAvailable();

    assertThat(whole).isCompletedExceptionally();
    assertThat(memory.free()).isEqualTo(ALL);
  }

  @Test
  void r4ABodyThatIsWholeAfterTheEndOfItsRequestIsNotKept() throws IOException {
    TestingInput input = new TestingInput(new byte[100]);
    BodyReader reader = new BodyReader(input, LIMIT, share, whole);
    input.arrive(100);
    reader.onDataAvailable();
    request.complete();

    reader.onAllDataRead();

    assertThat(whole).isCompletedExceptionally();
    assertThat(memory.free()).isEqualTo(ALL);
  }

  @Test
  void r4AnEndAtTheSameTimeAsAPieceLeavesNothingTaken() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TestingSuspension suspension = new TestingSuspension();
      BodyMemory.Share taking = memory.open(suspension.context());
      CyclicBarrier start = new CyclicBarrier(2);
      CompletableFuture<Void> pieces = CompletableFuture.runAsync(() -> take(taking, start));
      start.await();
      suspension.complete();
      pieces.join();
    }

    assertThat(memory.free()).isEqualTo(ALL);
  }

  private static void take(BodyMemory.Share share, CyclicBarrier start) {
    try {
      start.await();
      share.add(1);
      share.add(1);
    } catch (ProblemException over) {
      // As it may be.
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
