package ai.karen.bench;

import ai.karen.testing.Behaviour;
import ai.karen.testing.Behaviours;
import ai.karen.testing.Counters;
import ai.karen.testing.ScriptedProvider;
import ai.karen.testing.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The scripted providers in a process of their own: two that answer, one of them slowly, and two
 * that fail. Prints their base URLs, and for each line that it reads how often each was asked. Ends
 * with its input.
 */
public final class ProviderProcess {
  /** The role, the tokens, the finish reason and the end mark. */
  static final int TOKENS = 100;

  static final int EVENTS = 1 + TOKENS + 1 + 1;
  static final Duration PACE = Duration.ofMillis(20);

  /** What the slow one takes for an answer. */
  private static final Duration SLOW = Duration.ofMillis(250);

  private static final String TEXT = "token ".repeat(TOKENS);

  private ProviderProcess() {}

  public static void main(String... none) throws IOException {
    List<ScriptedProvider> providers =
        List.of(
            start(answering()),
            start(failing()),
            start(failing()),
            start(Behaviours.delayed(SLOW, answering())));
    print(providers.stream().map(ScriptedProvider::baseUrl).toList());
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (input.readLine() != null) {
      print(providers.stream().map(ScriptedProvider::counters).map(Counters::questions).toList());
    }
  }

  private static ScriptedProvider start(Behaviour behaviour) {
    return ScriptedProvider.start().forgetful().always(behaviour);
  }

  /** All is made beforehand, so that the provider costs as little as it can. */
  private static Behaviour answering() {
    Behaviour whole = Behaviours.reply(200, Wire.completion("One, two, three, and so on."));
    Behaviour stream = Behaviours.paced(TEXT, PACE);
    return (request, conversation) ->
        (request.body().contains("\"stream\":true") ? stream : whole)
            .respond(request, conversation);
  }

  private static Behaviour failing() {
    return Behaviours.error(503, "overloaded", "scripted");
  }

  private static void print(List<?> words) {
    System.out.println(String.join(" ", words.stream().map(String::valueOf).toList()));
  }
}
