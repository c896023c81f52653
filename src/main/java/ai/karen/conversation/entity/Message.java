package ai.karen.conversation.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What was said in a conversation. Messages form a tree by their parents: two nodes that do not see
 * each other make siblings. For one thread, as a row.
 */
@Entity
@Table(name = "message")
public class Message {
  public static final String COMPLETE = "complete";
  public static final String INTERRUPTED = "interrupted";
  public static final String USER = "user";
  public static final String ASSISTANT = "assistant";

  /** In the place of none: EclipseLink can't write a missing id to PostgreSQL. */
  private static final UUID NONE = new UUID(0, 0);

  @Id private UUID id;

  @Column(name = "conversation_id")
  private UUID conversationId;

  @Column(name = "parent_id")
  private UUID parentId;

  private String role;
  private String content;
  private String status;

  @Column(name = "created_at")
  @Convert(converter = Instants.class)
  private Instant createdAt;

  private String model;
  private String karen;
  private UUID writer;
  private String request;

  /** For the database. */
  protected Message() {}

  /** A message that is whole, of a request without a key. */
  public Message(Place place, String role, String content) {
    this(place, role, content, "");
  }

  /**
   * A message that is whole.
   *
   * @param request the fingerprint of the request that brought it; empty where it had no key
   */
  public Message(Place place, String role, String content, String request) {
    this.id = place.id();
    this.conversationId = place.conversation();
    this.parentId = place.parent() == null ? NONE : place.parent();
    this.writer = NONE;
    this.createdAt = place.createdAt();
    this.role = Objects.requireNonNull(role);
    this.content = Objects.requireNonNull(content);
    this.status = COMPLETE;
    this.request = Objects.requireNonNull(request);
  }

  /**
   * An answer that is being written.
   *
   * @param writer who writes it: nobody else continues it
   */
  public static Message begun(Place place, UUID writer) {
    Message message = new Message(place, ASSISTANT, "");
    message.status = INTERRUPTED;
    message.writer = writer;
    return message;
  }

  /** The same in another database. */
  public Message copy() {
    Message copy = new Message(place(), role, content, request);
    copy.status = status;
    copy.model = model;
    copy.karen = karen;
    copy.writer = writer;
    return copy;
  }

  public Place place() {
    return new Place(conversationId, id, parentId(), createdAt);
  }

  public UUID id() {
    return id;
  }

  public UUID conversationId() {
    return conversationId;
  }

  /** Null at the beginning of a conversation. */
  public UUID parentId() {
    return NONE.equals(parentId) ? null : parentId;
  }

  /** Whether a request with its key may be the one that brought it. */
  public boolean isBroughtBy(String fingerprint) {
    return request.isEmpty() || request.equals(fingerprint);
  }

  public String role() {
    return role;
  }

  public String content() {
    return content;
  }

  public String status() {
    return status;
  }

  public boolean isComplete() {
    return COMPLETE.equals(status);
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** The model that answered; null where nobody did, or it is not known. */
  public String model() {
    return model;
  }

  /** How the answer came about, as JSON; null where it is not known. */
  public String karen() {
    return karen;
  }

  /**
   * Takes a piece of an answer that is being written.
   *
   * @param offset where it begins, in UTF-16 units
   * @return whether the text up to there is known; what it has already is not taken twice
   */
  public boolean extend(UUID by, int offset, String piece) {
    if (isComplete() || !by.equals(writer)) {
      return true;
    }
    if (offset > content.length()) {
      return false;
    }
    if (offset + piece.length() > content.length()) {
      content = content.substring(0, offset) + piece;
    }
    return true;
  }

  /** The whole answer; of two the first stays. */
  public void complete(String whole, String byModel, String provenance) {
    if (!isComplete()) {
      content = whole;
      model = byModel;
      karen = provenance;
      status = COMPLETE;
    }
  }
}
