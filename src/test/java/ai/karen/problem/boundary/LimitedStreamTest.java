package ai.karen.problem.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.karen.problem.entity.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LimitedStreamTest {

  @Test
  void r6PassesABodyOfTheLimit() throws IOException {
    assertThat(limited(10, 10).readAllBytes()).hasSize(10);
  }

  @Test
  void r6RefusesABodyAboveTheLimit() {
    assertThat(refusal(limited(11, 10))).isEqualTo(413);
  }

  @Test
  void r6CountsSingleBytesToo() {
    InputStream body = limited(2, 1);
    assertThat(catchThrowableOfType(ProblemException.class, () -> readSingly(body))).isNotNull();
  }

  @Test
  void r2ABrokenConnectionIsNotTheEnginesFault() {
    assertThat(refusal(new LimitedStream(new BrokenStream(), 10))).isEqualTo(400);
  }

  private static InputStream limited(int size, long limit) {
    return new LimitedStream(new ByteArrayInputStream(new byte[size]), limit);
  }

  private static int refusal(InputStream body) {
    return catchThrowableOfType(ProblemException.class, body::readAllBytes).problem().status();
  }

  private static void readSingly(InputStream body) throws IOException {
    while (body.read() >= 0) {
      continue;
    }
  }

  private static class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("reset");
    }
  }
}
