package ai.karen.door.boundary;

import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * Where a request is noted which route it took, such as {@code /v1/models/{id}}; never a path as it
 * was sent.
 */
public final class Route {
  /** The attribute of the servlet request, which is a property of the JAX-RS request as well. */
  public static final String PROPERTY = "ai.karen.route";

  private Route() {}

  public static void note(ServletRequest request, String template) {
    request.setAttribute(PROPERTY, template);
  }

  /** Empty where nothing answers at the request's path. */
  public static Optional<String> of(ServletRequest request) {
    return Optional.ofNullable(request.getAttribute(PROPERTY)).map(String::valueOf);
  }
}
