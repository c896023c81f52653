package ai.karen.conversation.boundary;

import ai.karen.conversation.control.Conversations;
import ai.karen.conversation.control.Stored;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Position;
import ai.karen.problem.entity.Causes;
import ai.karen.problem.entity.ProblemException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An owner's conversations with their messages as one JSON document, written page by page, so that
 * it needs no memory but for their ids. Where a page can't be read any more, the document breaks
 * off: it must not look whole. Writes once.
 */
final class Export implements StreamingOutput {
  static final int PAGE = 100;

  /** Through the list; who uses conversations faster than that gets a partial document. */
  static final int PASSES = 10;

  private final Conversations conversations;
  private final String owner;
  private final JsonObject head;
  private final Stored<List<Conversation>> first;
  private final Set<UUID> written = new HashSet<>();
  private boolean partial;

  /**
   * @param head the members that come before; at least one
   * @param first the first page, read already, so that a store that is away is a plain 503
   */
  Export(
      Conversations conversations,
      String owner,
      JsonObject head,
      Stored<List<Conversation>> first) {
    this.conversations = conversations;
    this.owner = owner;
    this.head = head;
    this.first = first;
  }

  @Override
  public void write(OutputStream output) throws IOException {
    String opening = head.toString();
    text(output, opening.substring(0, opening.length() - 1) + ",\"conversations\":[");
    boolean more = pass(output, first);
    for (int pass = 1; more && pass < PASSES; pass++) {
      // What was used meanwhile moved to the front, perhaps past the page that was read.
      more = pass(output, page(null));
    }
    text(output, "],\"partial\":" + (partial || more) + "}");
  }

  /**
   * Goes through the list once.
   *
   * @return whether there was one that was not written before
   */
  private boolean pass(OutputStream output, Stored<List<Conversation>> start) throws IOException {
    int before = written.size();
    Stored<List<Conversation>> page = start;
    while (!page.value().isEmpty()) {
      partial |= page.degraded();
      for (Conversation conversation : page.value()) {
        writeOnce(conversation, output);
      }
      page = page(Position.of(page.value().get(page.value().size() - 1)));
    }
    partial |= page.degraded();
    return written.size() > before;
  }

  private Stored<List<Conversation>> page(Position after) {
    return Causes.join(conversations.list(owner, after, PAGE));
  }

  private void writeOnce(Conversation conversation, OutputStream output) throws IOException {
    String separator = written.isEmpty() ? "" : ",";
    if (written.add(conversation.id())) {
      text(output, separator);
      write(conversation, output);
    }
  }

  /** One that was deleted meanwhile has no messages any more; it is written as it was. */
  private void write(Conversation conversation, OutputStream output) throws IOException {
    String head = ConversationJson.of(conversation).toString();
    text(output, head.substring(0, head.length() - 1) + ",\"messages\":[");
    String separator = "";
    Stored<List<Message>> page = messages(conversation, null);
    while (!page.value().isEmpty()) {
      partial |= page.degraded();
      for (Message message : page.value()) {
        text(output, separator + MessageJson.of(message));
        separator = ",";
      }
      page = messages(conversation, Position.of(page.value().get(page.value().size() - 1)));
    }
    partial |= page.degraded();
    text(output, "]}");
  }

  private Stored<List<Message>> messages(Conversation conversation, Position after) {
    try {
      return Causes.join(conversations.messages(conversation.id(), owner, after, PAGE));
    } catch (ProblemException refusal) {
      if (refusal.problem().status() == 404) {
        return new Stored<>(List.of(), false);
      }
      throw refusal;
    }
  }

  private static void text(OutputStream output, String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
