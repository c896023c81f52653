package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Tombstone;
import ai.karen.store.control.AggregateKind;
import ai.karen.store.control.Rows;
import ai.karen.store.entity.Effect;
import ai.karen.store.entity.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Conversations, as the stores see them. Thread-safe. */
@ApplicationScoped
public class ConversationKind implements AggregateKind {
  /** The one format of payloads so far. */
  static final int VERSION = 1;

  static final String CREATED = "conversation.created";
  static final String RENAMED = "conversation.renamed";
  static final String DELETED = "conversation.deleted";
  static final String ADDED = "message.added";
  static final String CHECKPOINTED = "answer.checkpointed";
  static final String COMPLETED = "answer.completed";
  static final String LEFT = "owner.left";

  private static final Map<String, Change> CHANGES =
      Map.of(
          CREATED, new Creation(),
          RENAMED, new Renaming(),
          DELETED, new Deletion(),
          ADDED, new Addition(),
          CHECKPOINTED, new Checkpoint(),
          COMPLETED, new Completion(),
          LEFT, new Leaving());

  @Override
  public Set<String> types() {
    return CHANGES.keySet();
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Set<Class<?>> rows() {
    return Set.of(Conversation.class, Message.class, Tombstone.class);
  }

  @Override
  public Effect apply(Operation operation, Rows rows) {
    return CHANGES.get(operation.type()).apply(new Payload(operation), rows);
  }

  @Override
  public boolean ends(Operation operation) {
    return operation.type().equals(DELETED) && !new Payload(operation).has(Payload.IF_OLDER_THAN);
  }

  @Override
  public Predicate<Rows> ended(UUID aggregate, Rows local) {
    Optional<String> owner = local.find(Conversation.class, aggregate).map(Conversation::owner);
    return database -> owner.filter(who -> Graves.have(aggregate, who, database)).isPresent();
  }

  @Override
  public Optional<String> edition(UUID aggregate, Rows rows) {
    return rows.find(Conversation.class, aggregate).map(Conversation::edition);
  }

  @Override
  public Consumer<Rows> copy(UUID aggregate, Rows database) {
    return LocalCopy.of(aggregate, database);
  }

  @Override
  public void forget(UUID aggregate, Rows local) {
    LocalCopy.drop(aggregate, local);
  }
}
