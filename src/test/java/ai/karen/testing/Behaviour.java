package ai.karen.testing;

import java.io.IOException;

/** How a scripted provider answers one request. */
@FunctionalInterface
public interface Behaviour {
  void respond(ReceivedRequest request, Conversation conversation) throws IOException;
}
