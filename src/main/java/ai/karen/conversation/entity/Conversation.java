package ai.karen.conversation.entity;

import ai.karen.store.entity.Instants;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

/** What somebody talks about with the engine. For one thread, as a row. */
@Entity
@Table(name = "conversation")
public class Conversation {
  private static final Comparator<String> TEXTS =
      Comparator.nullsFirst(Comparator.<String>naturalOrder());

  @Id private UUID id;

  private String owner;
  private String title;

  @Column(name = "titled_at")
  @Convert(converter = Instants.class)
  private Instant titledAt;

  @Column(name = "created_at")
  @Convert(converter = Instants.class)
  private Instant createdAt;

  @Column(name = "updated_at")
  @Convert(converter = Instants.class)
  private Instant updatedAt;

  private long revision;
  private String request;

  /** For the database. */
  protected Conversation() {}

  /** Begun by a request without a key. */
  public Conversation(UUID id, String owner, String title, Instant createdAt) {
    this(id, owner, title, createdAt, "");
  }

  /**
   * @param title null where it has none
   * @param request the fingerprint of the request that began it; empty where it had no key
   */
  public Conversation(UUID id, String owner, String title, Instant createdAt, String request) {
    this.id = Objects.requireNonNull(id);
    this.owner = Objects.requireNonNull(owner);
    this.title = title;
    this.titledAt = createdAt;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.revision = 1;
    this.request = Objects.requireNonNull(request);
  }

  /** The same in another database. */
  public Conversation copy() {
    Conversation copy = new Conversation(id, owner, title, createdAt, request);
    copy.titledAt = titledAt;
    copy.updatedAt = updatedAt;
    copy.revision = revision;
    return copy;
  }

  public UUID id() {
    return id;
  }

  public boolean isOf(String caller) {
    return owner.equals(caller);
  }

  public String owner() {
    return owner;
  }

  /** Whether a request with its key may be the one that began it. */
  public boolean isBegunBy(String fingerprint) {
    return request.isEmpty() || request.equals(fingerprint);
  }

  /** Null where it has none. */
  public String title() {
    return title;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** When something was last said or renamed. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** The same for copies that have seen as many changes, and none of them later. */
  public String edition() {
    return revision + "@" + updatedAt;
  }

  /** How many operations changed it so far. */
  public long revision() {
    return revision;
  }

  /** Of two titles the later one stays, in whichever order they come; at a tie the greater text. */
  public void rename(String newTitle, Instant at) {
    int later = at.compareTo(titledAt);
    if (later > 0 || later == 0 && TEXTS.compare(newTitle, title) > 0) {
      title = newTitle;
      titledAt = at;
    }
    touch(at);
  }

  /** Something was done to it or in it. */
  public void touch(Instant at) {
    updatedAt = at.isAfter(updatedAt) ? at : updatedAt;
    revision++;
  }
}
