package ai.karen.conversation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.conversation.entity.Conversation;
import ai.karen.store.control.StoreUnavailable;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A refusal says that nothing was stored: where something was, and can't be read, none is given.
 */
class UnreadableWriteTest {
  private final TestingTalk talk = new TestingTalk(Clock.systemUTC());

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void aRenamingThatWasStoredIsToldThoughNothingCanBeReadAfterIt() {
    talk.ledger.awayAfterAWrite();
    Stored<Conversation> stored =
        TestingTalk.now(talk.conversations.rename(once(), talk.id, "me", "Second"));
    assertThat(stored.value().title()).isEqualTo("Second");
    assertThat(stored.degraded()).isTrue();
    assertThatThrownBy(
            () -> TestingTalk.now(talk.conversations.rename(once(), talk.id, "me", "Third")))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void aBeginningThatWasStoredIsToldThoughNothingCanBeReadAfterIt() {
    talk.ledger.awayAfterAWrite();
    RequestIdentity request = talk.identities.once();
    Stored<Conversation> stored =
        TestingTalk.now(talk.conversations.create(request, "me", "Another"));
    assertThat(stored.value().title()).isEqualTo("Another");
    assertThat(stored.degraded()).isTrue();
    talk.ledger.away(false);
    assertThat(TestingTalk.now(talk.conversations.find(stored.value().id(), "me")).value().title())
        .isEqualTo("Another");
  }

  private static RequestIdentity once() {
    return new RequestIdentity(UUID.randomUUID(), "", false);
  }
}
