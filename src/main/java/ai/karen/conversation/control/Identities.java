package ai.karen.conversation.control;

import ai.karen.timing.control.TimeOrderedIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Tells what requests are known by. Thread-safe. */
@ApplicationScoped
public class Identities {
  private final TimeOrderedIds ids;

  /** For the container's client proxy. */
  protected Identities() {
    this(null);
  }

  @Inject
  public Identities(TimeOrderedIds ids) {
    this.ids = ids;
  }

  /** Of a request that is carried out as often as it comes. */
  public RequestIdentity once() {
    return new RequestIdentity(ids.nextUuid(), "", false);
  }

  /**
   * Of a request with a key, the same on every node.
   *
   * @param route method and path
   * @param body what was sent
   */
  public RequestIdentity keyed(String owner, String route, String key, String body) {
    return new RequestIdentity(
        DerivedIds.of(owner, route, key), DerivedIds.fingerprint(body), true);
  }

  /** The id of something that a request makes. */
  public UUID of(RequestIdentity request, String part) {
    return request.keyed() ? DerivedIds.of(request.operation().toString(), part) : ids.nextUuid();
  }
}
