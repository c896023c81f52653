package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the server's own configuration must leave to the engine. */
class ListenersTest {
  private static final Pattern READ_TIMEOUT = Pattern.compile("readTimeout=\"(\\d+)s\"");

  @Test
  void r4ASlowBodyGetsAnAnswerBeforeTheServerClosesItsConnection() throws IOException {
    Matcher found = READ_TIMEOUT.matcher(Files.readString(Path.of("liberty", "listeners.xml")));

    assertThat(found.find()).isTrue();
    assertThat(Duration.ofSeconds(Long.parseLong(found.group(1))))
        .isGreaterThanOrEqualTo(Bodies.PATIENCE.multipliedBy(2));
  }
}
