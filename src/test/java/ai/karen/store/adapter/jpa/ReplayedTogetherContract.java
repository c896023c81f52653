package ai.karen.store.adapter.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.entity.LoginLane;
import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.store.control.Notes;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Operation;
import ai.karen.store.entity.OperationConflict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Operations that build on each other, brought into a database within one transaction. */
abstract class ReplayedTogetherContract {
  private static final UUID CONVERSATION = UUID.randomUUID();

  private static final Instant AT = Instant.parse("2026-01-05T08:30:00Z");

  /** What was journalled while the database was away. */
  abstract void bring(Operation... operations);

  abstract <T> T read(Function<Rows, T> question);

  @Test
  void whatABatchMadeAndChangedIsFoundByTheRestOfIt() {
    bring(created(), renamed(), added());

    assertThat(read(ReplayedTogetherContract::messages))
        .extracting(Message::content)
        .containsExactly("hello");
    assertThat(read(ReplayedTogetherContract::title)).isEqualTo("second");
  }

  /** A statement changes rows behind the back of whoever has found them. */
  @Test
  void whatABatchMadeAndRemovedIsMadeAnewByTheRestOfIt() {
    bring(counted(0), pruned(), counted(5));

    LoginLane lane = read(rows -> rows.find(LoginLane.class, "lane").orElseThrow());
    assertThat(lane.countedAt()).isEqualTo(AT.plusSeconds(5));
  }

  @Test
  void whatComesTwiceIsDoneOnce() {
    Operation added = added();
    bring(created(), added, added);

    assertThat(read(ReplayedTogetherContract::messages)).hasSize(1);
    assertThat(isConflict(added)).isFalse();
  }

  @Test
  void whatCameBeforeWithAnotherRequestIsAConflict() {
    Operation created = created();
    bring(created);
    bring(created, Changes.withFingerprint(created, "other"));

    assertThat(isConflict(created)).isTrue();
  }

  @Test
  void whatComesTwiceWithAnotherRequestInOneBatchIsAConflict() {
    Operation created = created();
    bring(created, Changes.withFingerprint(created, "other"));

    assertThat(isConflict(created)).isTrue();
  }

  private boolean isConflict(Operation operation) {
    return read(rows -> rows.find(OperationConflict.class, operation.id()).isPresent());
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
