package ai.karen.store.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One mutation, as it is applied, journaled and replayed: the same operation applied twice does
 * nothing. Immutable.
 *
 * @param id names the operation; inserted in the transaction of its effect
 * @param aggregate what it changes; operations on one aggregate keep their order
 * @param type such as {@code conversation.created}
 * @param version of the payload's format, from 1
 * @param at when it was asked for
 * @param payload JSON, in the terms of its type
 * @param fingerprint a hash of what the caller sent, so that the same id with another request is
 *     noticed; empty where the id is no caller's
 */
public record Operation(
    UUID id,
    UUID aggregate,
    String type,
    int version,
    Instant at,
    String payload,
    String fingerprint) {

  public Operation {
    Objects.requireNonNull(id);
    Objects.requireNonNull(aggregate);
    Objects.requireNonNull(type);
    Objects.requireNonNull(at);
    Objects.requireNonNull(payload);
    Objects.requireNonNull(fingerprint);
  }
}
