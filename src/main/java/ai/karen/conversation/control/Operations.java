package ai.karen.conversation.control;

import ai.karen.conversation.entity.Conversation;
import ai.karen.conversation.entity.Place;
import ai.karen.json.entity.Json;
import ai.karen.store.entity.Operation;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Puts changes to conversations into operations. Thread-safe. */
@ApplicationScoped
public class Operations {
  private final TimeOrderedIds ids;
  private final Clock clock;

  /** For the container's client proxy. */
  protected Operations() {
    this(null, null);
  }

  @Inject
  public Operations(TimeOrderedIds ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** As exactly as the databases keep it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  UUID nextId() {
    return ids.nextUuid();
  }

  /**
   * @param title null where it has none
   */
  Operation created(RequestIdentity request, UUID conversation, String owner, String title) {
    return operation(
        request, conversation, ConversationKind.CREATED, titled(payload(owner), title));
  }

  /**
   * @param title null takes the title away
   */
  Operation renamed(RequestIdentity request, UUID conversation, String owner, String title) {
    return operation(
        request, conversation, ConversationKind.RENAMED, titled(payload(owner), title));
  }

  Operation deleted(UUID conversation, String owner) {
    return operation(conversation, ConversationKind.DELETED, payload(owner));
  }

  Operation deleted(RequestIdentity request, UUID conversation, String owner) {
    return operation(request, conversation, ConversationKind.DELETED, payload(owner));
  }

  /** The same however often it is asked for. */
  Operation left(String owner) {
    UUID id = DerivedIds.of("left", owner);
    return operation(
        new RequestIdentity(id, "", false),
        Leaving.aggregate(owner),
        ConversationKind.LEFT,
        payload(owner));
  }

  /** For its age: every node makes the same of a conversation that nobody touched meanwhile. */
  Operation expired(Conversation conversation, Instant limit) {
    UUID id =
        DerivedIds.of("expired", conversation.id().toString(), conversation.updatedAt().toString());
    JsonObjectBuilder payload =
        payload(conversation.owner()).add(Payload.IF_OLDER_THAN, limit.toString());
    return operation(
        new RequestIdentity(id, "", false), conversation.id(), ConversationKind.DELETED, payload);
  }

  Operation added(RequestIdentity request, Place place, String owner, String role, String content) {
    JsonObjectBuilder payload =
        Places.add(place, payload(owner)).add(Payload.ROLE, role).add(Payload.CONTENT, content);
    return operation(request, place.conversation(), ConversationKind.ADDED, payload);
  }

  /**
   * @param offset where the piece begins in the answer, in UTF-16 units
   */
  Operation checkpointed(Authorship by, int offset, String piece) {
    JsonObjectBuilder payload = written(by).add(Payload.OFFSET, offset).add(Payload.PIECE, piece);
    return operation(by.place().conversation(), ConversationKind.CHECKPOINTED, payload);
  }

  /**
   * @param model null where it is not known
   * @param karen how the answer came about, as JSON
   */
  Operation completed(Authorship by, String content, String model, String karen) {
    JsonObjectBuilder payload = written(by).add(Payload.CONTENT, content).add(Payload.KAREN, karen);
    if (model != null) {
      payload.add(Payload.MODEL, model);
    }
    return operation(by.place().conversation(), ConversationKind.COMPLETED, payload);
  }

  private static JsonObjectBuilder payload(String owner) {
    return Json.createObjectBuilder().add(Payload.OWNER, owner);
  }

  private static JsonObjectBuilder written(Authorship by) {
    return Places.add(by.place(), payload(by.owner())).add(Payload.WRITER, by.writer().toString());
  }

  private static JsonObjectBuilder titled(JsonObjectBuilder payload, String title) {
    return title == null ? payload : payload.add(Payload.TITLE, title);
  }

  private Operation operation(UUID conversation, String type, JsonObjectBuilder payload) {
    return operation(new RequestIdentity(ids.nextUuid(), "", false), conversation, type, payload);
  }

  private Operation operation(
      RequestIdentity request, UUID conversation, String type, JsonObjectBuilder payload) {
    return new Operation(
        request.operation(),
        conversation,
        type,
        ConversationKind.VERSION,
        now(),
        payload.build().toString(),
        request.fingerprint());
  }
}
