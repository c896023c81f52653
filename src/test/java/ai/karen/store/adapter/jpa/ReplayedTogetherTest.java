package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.control.defence.LoginKind;
import ai.karen.account.entity.LoginLane;
import ai.karen.conversation.control.ConversationKind;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.store.control.Application;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Notes;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.OperationConflict;
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

  private static final Instant AT = Instant.parse("2026-01-05T08:30:00Z");

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

  /** A statement changes rows behind the back of whoever has found them. */
  @Test
  void whatABatchMadeAndRemovedIsMadeAnewByTheRestOfIt() {
    EmbeddedDatabase database =
        new EmbeddedDatabase(new DataFolder(folder), new Application(Stream.of(new LoginKind())));
    try {
      database.replay(List.of(counted(0), pruned(), counted(5)));
      database.trust();
      LoginLane lane = database.read(rows -> rows.find(LoginLane.class, "lane").orElseThrow());
      assertThat(lane.countedAt()).isEqualTo(AT.plusSeconds(5));
    } finally {
      database.close();
    }
  }

  @Test
  void whatComesTwiceWithAnotherRequestInOneBatchIsAConflict() {
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            new DataFolder(folder), new Application(Stream.of(new ConversationKind())));
    Operation created = created();
    try {
      database.replay(List.of(created));
      database.replay(List.of(created, Changes.withFingerprint(created, "other")));
      database.trust();
      boolean isConflict =
          database.read(rows -> rows.find(OperationConflict.class, created.id()).isPresent());
      assertThat(isConflict).isTrue();
    } finally {
      database.close();
    }
  }

  private static Operation counted(int seconds) {
    String payload = "{\"lane\":\"lane\",\"failures\":1,\"blocked_until\":\"%s\"}".formatted(AT);
    return note("login.counted", AT.plusSeconds(seconds), payload);
  }

  private static Operation pruned() {
    Instant before = AT.plusSeconds(1);
    return note(
        "login.pruned", before, "{\"lanes\":\"%s\",\"habits\":\"%s\"}".formatted(before, before));
  }

  private static Operation note(String type, Instant at, String payload) {
    UUID id = UUID.randomUUID();
    return new Operation(id, Notes.aggregate(id), type, 1, at, payload, "");
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
