package ai.karen.conversation.control;

import ai.karen.json.entity.Json;
import ai.karen.store.entity.Operation;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What an operation on a conversation carries. Immutable. */
final class Payload {
  static final String OWNER = "owner";
  static final String TITLE = "title";
  static final String MESSAGE = "message";
  static final String PARENT = "parent";
  static final String ROLE = "role";
  static final String CONTENT = "content";
  static final String CREATED_AT = "created_at";
  static final String WRITER = "writer";
  static final String OFFSET = "offset";
  static final String PIECE = "piece";
  static final String MODEL = "model";
  static final String KAREN = "karen";
  static final String IF_OLDER_THAN = "if_older_than";

  private final Operation operation;
  private final JsonObject json;

  /**
   * @throws RuntimeException when it is no JSON object
   */
  Payload(Operation operation) {
    this.operation = operation;
    this.json = Json.readObject(operation.payload());
  }

  UUID conversation() {
    return operation.aggregate();
  }

  /** As exactly as the databases keep it. */
  Instant at() {
    return operation.at().truncatedTo(ChronoUnit.MICROS);
  }

  /** Of the request; empty where it had no key. */
  String fingerprint() {
    return operation.fingerprint();
  }

  String owner() {
    return json.getString(OWNER);
  }

  String text(String name) {
    return json.getString(name);
  }

  /** Null where it is absent. */
  String optional(String name) {
    return json.getString(name, null);
  }

  UUID id(String name) {
    return UUID.fromString(json.getString(name));
  }

  /** Null where it is absent. */
  UUID optionalId(String name) {
    return json.containsKey(name) ? id(name) : null;
  }

  int number(String name) {
    return json.getInt(name);
  }

  /** When it is absent, the operation's own time. */
  Instant time(String name) {
    return json.containsKey(name)
        ? Instant.parse(json.getString(name)).truncatedTo(ChronoUnit.MICROS)
        : at();
  }

  boolean has(String name) {
    return json.containsKey(name);
  }
}
