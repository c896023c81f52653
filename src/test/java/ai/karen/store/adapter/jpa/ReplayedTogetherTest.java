package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.control.ConversationKind;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.store.control.Application;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Operation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations that build on each other, brought in within one transaction. */
class ReplayedTogetherTest {
  private static final UUID CONVERSATION = UUID.randomUUID();

  @TempDir Path folder;

  @Test
  void whatABatchMadeAndChangedIsFoundByTheRestOfIt() {
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            new DataFolder(folder), new Application(Stream.of(new ConversationKind())));
    try {
      database.replay(List.of(created(), renamed(), added()));
      database.trust();
      assertThat(database.read(ReplayedTogetherTest::messages))
          .extracting(Message::content)
          .containsExactly("hello");
      assertThat(database.read(ReplayedTogetherTest::title)).isEqualTo("second");
    } finally {
      database.close();
    }
  }

  private static List<Message> messages(Rows rows) {
    return rows.list(Message.class, "select m from Message m", Map.of(), 10);
  }

  private static String title(Rows rows) {
    return rows.find(Conversation.class, CONVERSATION).orElseThrow().title();
  }

  private static Operation created() {
    return operation("conversation.created", "{\"owner\":\"test\",\"title\":\"first\"}");
  }

  private static Operation renamed() {
    return operation("conversation.renamed", "{\"owner\":\"test\",\"title\":\"second\"}");
  }

  private static Operation added() {
    return operation(
        "message.added",
        """
        {"owner":"test","message":"%s","role":"user","content":"hello"}"""
            .formatted(UUID.randomUUID()));
  }

  private static Operation operation(String type, String payload) {
    return new Operation(UUID.randomUUID(), CONVERSATION, type, 1, Instant.now(), payload, "");
  }
}
