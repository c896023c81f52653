package ai.karen.provider.control;

import java.time.Duration;

/**
 * How long a provider is waited for.
 *
 * @param connect until the connection stands
 * @param firstToken from asking to the first token of a stream
 * @param answer from asking to the whole answer where no stream was asked for
 * @param idle between two tokens
 */
public record Patience(Duration connect, Duration firstToken, Duration answer, Duration idle) {
  public static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));
}
