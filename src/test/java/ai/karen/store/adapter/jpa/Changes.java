package ai.karen.store.adapter.jpa;

import ai.karen.conversation.entity.Conversation;
import ai.karen.json.entity.Json;
import ai.karen.store.control.Ledger;
import ai.karen.store.entity.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Operations on conversations, and what came of them. */
final class Changes {
  private static final Instant AT = Instant.parse("2026-01-05T08:30:00Z");

  private Changes() {}

  static Operation created(UUID conversation, String title) {
    return operation(conversation, "conversation.created", title, AT);
  }

  static Operation createdBy(String owner, UUID conversation, String title) {
    return operation(owner, conversation, "conversation.created", title, AT);
  }

  static Operation deletedBy(String owner, UUID conversation) {
    return operation(owner, conversation, "conversation.deleted", "", AT.plusSeconds(2));
  }

  static Operation renamed(UUID conversation, String title) {
    return operation(conversation, "conversation.renamed", title, AT.plusSeconds(1));
  }

  static Operation deleted(UUID conversation) {
    return operation(conversation, "conversation.deleted", "", AT.plusSeconds(2));
  }

  /** Of a type that no component knows. */
  static Operation unknown(UUID conversation) {
    return operation(conversation, "conversation.painted", "", AT);
  }

  static Operation withFingerprint(Operation like, String fingerprint) {
    return new Operation(
        like.id(),
        like.aggregate(),
        like.type(),
        like.version(),
        like.at(),
        like.payload(),
        fingerprint);
  }

  static Optional<String> title(Ledger ledger, UUID conversation) {
    return ledger.read(
        conversation, rows -> rows.find(Conversation.class, conversation).map(Conversation::title));
  }

  static List<String> titles(Ledger ledger) {
    return ledger
        .list(
            rows ->
                rows.list(
                    String.class,
                    "select c.title from Conversation c order by c.title",
                    Map.of(),
                    100))
        .value();
  }

  private static Operation operation(UUID conversation, String type, String title, Instant at) {
    return operation("me", conversation, type, title, at);
  }

  private static Operation operation(
      String owner, UUID conversation, String type, String title, Instant at) {
    String payload =
        Json.createObjectBuilder().add("owner", owner).add("title", title).build().toString();
    return new Operation(UUID.randomUUID(), conversation, type, 1, at, payload, "");
  }
}
