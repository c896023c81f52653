package ai.karen.provider.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TranscriptTest {
  @Test
  void aMillionCharactersAreResumedAndOneMoreIsNot() {
    Transcript transcript = new Transcript();

    transcript.note(Deltas.token("x".repeat(1_000_000)));
    assertThat(transcript.isResumable()).isTrue();

    transcript.note(Deltas.token("x"));
    assertThat(transcript.isResumable()).isFalse();
  }
}
