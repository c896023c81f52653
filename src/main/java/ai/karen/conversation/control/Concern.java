package ai.karen.conversation.control;

import ai.karen.store.control.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Tells whose lists a change to a conversation that waits would change. */
public final class Concern {
  private static final String CONVERSATIONS =
      "select c.id from Conversation c where c.owner = :owner";
  private static final String DELETED =
      "select t.aggregate from ConversationTombstone t where t.owner = :owner";

  private Concern() {}

  /** An owner's conversations, deleted ones too: for local copies, of which there are not many. */
  public static Function<Rows, List<UUID>> of(String owner) {
    return rows -> {
      List<UUID> ids = new ArrayList<>(ids(rows, CONVERSATIONS, owner));
      ids.addAll(ids(rows, DELETED, owner));
      return ids;
    };
  }

  private static List<UUID> ids(Rows rows, String query, String owner) {
    return rows.list(UUID.class, query, Map.of("owner", owner), Integer.MAX_VALUE);
  }
}
