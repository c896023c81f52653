package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.store.control.Ledger;
import java.util.List;

/** What an owner was promised, and can't be applied where everything else is. */
public final class SetAside {
  private SetAside() {}

  /** The conversations that this is about, as this node has them; mostly there are none. Blocks. */
  public static List<Conversation> of(String owner, Ledger ledger) {
    return ledger.setAside((rows, id) -> Reads.conversation(rows, id, owner));
  }
}
