package ai.karen.conversation.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What a message means, as a vector of bytes. For one thread, as a row. */
@Entity
@Table(name = "message_vector")
public class MessageVector {
  @Id
  @Column(name = "message_id")
  private UUID messageId;

  @Column(name = "conversation_id")
  private UUID conversationId;

  private String owner;
  private String model;
  private float scale;
  private byte[] dimensions;

  @Column(insertable = false, updatable = false)
  private long seq;

  /** For the database. */
  protected MessageVector() {}

  public MessageVector(
      UUID messageId, UUID conversationId, String owner, String model, Quantised vector) {
    this.messageId = messageId;
    this.conversationId = conversationId;
    this.owner = owner;
    this.model = model;
    this.scale = vector.scale();
    this.dimensions = vector.dimensions();
  }

  public UUID messageId() {
    return messageId;
  }

  /** Later ones have higher numbers, nearly always; set by the database. */
  public long number() {
    return seq;
  }

  public Quantised vector() {
    return new Quantised(scale, dimensions);
  }
}
