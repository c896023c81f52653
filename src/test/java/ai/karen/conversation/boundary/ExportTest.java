package ai.karen.conversation.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.conversation.control.Conversations;
import ai.karen.conversation.control.Identities;
import ai.karen.conversation.control.Operations;
import ai.karen.conversation.control.TestingDeletions;
import ai.karen.conversation.control.TestingLedger;
import ai.karen.conversation.control.TestingStoreThreads;
import ai.karen.conversation.control.TestingTalk;
import ai.karen.conversation.entity.Conversation;
import ai.karen.health.control.TestingClock;
import ai.karen.json.entity.Json;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An export has everything, whatever its owner does meanwhile. */
class ExportTest {
  private static final String OWNER = "me";
  private static final JsonObject HEAD = Json.createObjectBuilder().add("version", 1).build();

  private final TestingClock clock = new TestingClock();
  private final TestingLedger ledger = new TestingLedger();
  private final TimeOrderedIds ids = new TimeOrderedIds(clock);
  private final Identities identities = new Identities(ids);
  private final Conversations conversations =
      new Conversations(
          ledger,
          new TestingStoreThreads(),
          new Operations(ids, clock),
          identities,
          TestingDeletions.alone(ledger));
  private final List<UUID> created = new ArrayList<>();

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void whatIsUsedMeanwhileIsInItOnce() throws IOException {
    create(Export.PAGE + 20);
    Runnable use = () -> rename(created.get(0));

    JsonObject document = export(1, use);

    assertThat(idsIn(document))
        .containsExactlyInAnyOrderElementsOf(created.stream().map(UUID::toString).toList());
    assertThat(document.getBoolean("partial")).isFalse();
  }

  @Test
  void whoAlwaysAddsOneGetsAPartialOne() throws IOException {
    create(1);

    JsonObject document = export(Integer.MAX_VALUE, () -> create(1));

    assertThat(idsIn(document)).hasSize(Export.PASSES).doesNotHaveDuplicates();
    assertThat(document.getBoolean("partial")).isTrue();
  }

  @Test
  void withoutConversationsItIsWhole() throws IOException {
    JsonObject document = export(0, () -> {});

    assertThat(idsIn(document)).isEmpty();
    assertThat(document.getBoolean("partial")).isFalse();
  }

  /**
   * @param times how many of the conversations that are written something is done at
   */
  private JsonObject export(int times, Runnable meanwhile) throws IOException {
    Export export =
        new Export(
            conversations,
            OWNER,
            HEAD,
            TestingTalk.now(conversations.list(OWNER, null, Export.PAGE)));
    Meddling output = new Meddling(times, meanwhile);
    export.write(output);
    return Json.readObject(output.toString(StandardCharsets.UTF_8));
  }

  private static List<String> idsIn(JsonObject document) {
    return document.getJsonArray("conversations").getValuesAs(JsonObject.class).stream()
        .map(conversation -> conversation.getString("id"))
        .toList();
  }

  private void create(int number) {
    for (int each = 0; each < number; each++) {
      clock.advance(Duration.ofSeconds(1));
      Conversation conversation =
          TestingTalk.now(conversations.create(identities.once(), OWNER, null)).value();
      created.add(conversation.id());
    }
  }

  private void rename(UUID id) {
    clock.advance(Duration.ofSeconds(1));
    TestingTalk.now(conversations.rename(identities.once(), id, OWNER, "Used"));
  }

  /** Whoever reads it does something else, too. */
  private static final class Meddling extends ByteArrayOutputStream {
    private final Runnable action;
    private int left;

    private Meddling(int times, Runnable action) {
      this.left = times;
      this.action = action;
    }

    @Override
    public synchronized void write(byte[] bytes) {
      writeBytes(bytes);
      boolean isConversation = new String(bytes, StandardCharsets.UTF_8).startsWith("{\"id\"");
      if (isConversation && left > 0) {
        left--;
        action.run();
      }
    }
  }
}
