package ai.karen.conversation.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.UserChanged;
import ai.karen.conversation.entity.Conversation;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.timing.control.TimeOrderedIds;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever deletes their account leaves nothing behind. */
class OwnersTracesTest {
  private final TestingLedger ledger = new TestingLedger();
  private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
  private final Operations operations = new Operations(ids, Clock.systemUTC());
  private final OwnersTraces traces =
      new OwnersTraces(ledger, operations, TestingDeletions.alone(ledger));
  private final UUID ada = UUID.randomUUID();
  private final UUID bob = UUID.randomUUID();

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void allOfTheirConversationsGoAndNobodyElses() {
    for (int number = 0; number <= OwnersTraces.PAGE; number++) {
      create(ada);
    }
    create(bob);

    traces.delete(ada);
    traces.delete(ada);

    assertThat(of(ada)).isEmpty();
    assertThat(of(bob)).hasSize(1);
  }

  @Test
  void whatMayBePartialIsNotDeleted() {
    create(ada);
    ledger.journaling();

    assertThatThrownBy(() -> traces.delete(ada)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void thatAnOwnerLeftIsWrittenDownOrAskedForAgain() {
    UserChanged left = new UserChanged(ada, UserChanged.Kind.DELETED, null);
    OwnersEnd end = new OwnersEnd(ledger, operations);
    ledger.away(true);
    assertThatThrownBy(() -> end.changed(left)).isInstanceOf(StoreUnavailable.class);
    ledger.away(false);

    end.changed(left);
    end.changed(left);

    create(ada);
    assertThat(of(ada)).isEmpty();
  }

  private void create(UUID owner) {
    RequestIdentity once = new RequestIdentity(ids.nextUuid(), "", false);
    ledger.execute(operations.created(once, ids.nextUuid(), owner.toString(), null));
  }

  private List<Conversation> of(UUID owner) {
    return ledger.list(rows -> Reads.conversations(rows, owner.toString(), null, 200)).value();
  }
}
