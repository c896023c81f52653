package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  private static final int LIMIT = 10;

  private final AtomicLong memory = new AtomicLong(100);
  private final BodyMemory.Share share = new BodyMemory.Share(memory);
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

  @Test
  void r4ABodyInPiecesIsReadAsItComes() throws IOException {
    TestingInput input = input(LIMIT);
    BodyReader reader = reader(input);

    input.arrive(4);
    reader.onDataAvailable();
    assertThat(whole).isNotDone();
    input.arrive(6);
    reader.onDataAvailable();
    reader.onAllDataRead();
    assertThat(whole.join()).hasSize(LIMIT);
  }

  @Test
  void r4AnUndeclaredByteTooMuchIsRefused() throws IOException {
    TestingInput input = input(LIMIT + 1);
    BodyReader reader = reader(input);

    input.arrive(LIMIT);
    reader.onDataAvailable();
    assertThat(whole).isNotDone();
    input.arrive(1);
    reader.onDataAvailable();
    assertThat(problem().status()).isEqualTo(413);
  }

  @Test
  void r4NobodyReadsOnAfterTheAnswer() throws IOException {
    TestingInput input = input(LIMIT);
    whole.completeExceptionally(new IllegalStateException("answered"));
    input.arrive(LIMIT);

    reader(input).onDataAvailable();

    assertThat(input.available()).isEqualTo(LIMIT);
  }

  @Test
  void r4ABodyThatBreaksOffIsTheCallersFault() {
    reader(input(LIMIT)).onError(new IOException("reset"));

    assertThat(problem().status()).isEqualTo(400);
  }

  @Test
  void r4TheLastByteOfTheMemoryIsGivenAndNotOneMore() throws IOException {
    memory.set(LIMIT - 1);
    TestingInput input = input(LIMIT);
    BodyReader reader = reader(input);

    input.arrive(LIMIT - 1);
    reader.onDataAvailable();
    assertThat(whole).isNotDone();
    input.arrive(1);
    reader.onDataAvailable();
    assertThat(problem().status()).isEqualTo(503);
    assertThat(problem().retryAfter()).isNotNull();
  }

  @Test
  void r4AWholeBodyTakesWhatWillBeMadeOfItToo() throws IOException {
    memory.set(LIMIT * (1L + BodyReader.COPIES) - 1);
    TestingInput input = input(LIMIT);
    BodyReader reader = reader(input);
    input.arrive(LIMIT);
    reader.onDataAvailable();
    assertThat(whole).isNotDone();
    reader.onAllDataRead();

    assertThat(problem().status()).isEqualTo(503);
  }

  @Test
  void r4AWideBodyTakesMore() throws IOException {
    memory.set(LIMIT * (1L + BodyReader.COPIES + BodyReader.WIDE_COPIES) - 1);
    TestingInput input = new TestingInput("€€€x".getBytes(StandardCharsets.UTF_8));
    BodyReader reader = reader(input);
    input.arrive(LIMIT);
    reader.onDataAvailable();
    assertThat(whole).isNotDone();
    reader.onAllDataRead();

    assertThat(problem().status()).isEqualTo(503);
  }

  @Test
  void r4WhatWasTakenIsGivenBackOnce() {
    share.add(60);
    assertThat(memory).hasValue(40);

    share.giveBack();
    share.giveBack();

    assertThat(memory).hasValue(100);
  }

  private Problem problem() {
    CompletionException failure = catchThrowableOfType(CompletionException.class, whole::join);
    return ((ProblemException) failure.getCause()).problem();
  }

  private BodyReader reader(TestingInput input) {
    return new BodyReader(input, new BodyLimit(LIMIT, true), share, whole);
  }

  private static TestingInput input(int length) {
    return new TestingInput(new byte[length]);
  }
}
