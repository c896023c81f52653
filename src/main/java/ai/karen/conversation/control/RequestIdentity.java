package ai.karen.conversation.control;

import java.util.Objects;
import java.util.UUID;

/**
 * What a request is known by, so that the same one is carried out once. Immutable.
 *
 * @param operation the id of what it does
 * @param fingerprint a hash of what was sent; empty where the caller named no key
 * @param keyed whether the caller named a key, so that it may come again
 */
public record RequestIdentity(UUID operation, String fingerprint, boolean keyed) {

  public RequestIdentity {
    Objects.requireNonNull(operation);
    Objects.requireNonNull(fingerprint);
  }
}
