package ai.karen.conversation.boundary;

import ai.karen.conversation.control.Identities;
import ai.karen.conversation.control.RequestIdentity;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.regex.Pattern;

/** Tells by the header {@code Idempotency-Key} which requests are the same. Thread-safe. */
@ApplicationScoped
public class IdempotencyKeys {
  public static final String HEADER = "Idempotency-Key";

  private static final Pattern FIT = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final Identities identities;

  /** For the container's client proxy. */
  protected IdempotencyKeys() {
    this(null);
  }

  @Inject
  public IdempotencyKeys(Identities identities) {
    this.identities = identities;
  }

  /**
   * @param key null where the request has none
   * @throws ProblemException 400 when it can be no key
   */
  public static void requireFit(String key) {
    if (key != null && !FIT.matcher(key).matches()) {
      throw new ProblemException(
          Problem.invalid(
              400,
              "invalid_value",
              "The header " + HEADER + " must have 1 to 255 visible ASCII characters",
              HEADER));
    }
  }

  /**
   * @param key null where the request has none
   * @param route method and path
   */
  public RequestIdentity identity(String owner, String route, String key, JsonObject body) {
    return key == null ? identities.once() : identities.keyed(owner, route, key, body.toString());
  }
}
