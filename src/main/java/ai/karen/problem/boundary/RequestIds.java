package ai.karen.problem.boundary;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Where a request's id is found. */
public final class RequestIds {
  /** The header of requests and answers. */
  public static final String HEADER = "x-request-id";

  /** The attribute of the servlet request, which is a property of the JAX-RS request as well. */
  public static final String PROPERTY = "ai.karen.request-id";

  private RequestIds() {}

  /** Never null; "unknown" where {@link RequestIdFilter} did not run. */
  public static String of(ContainerRequestContext request) {
    return orUnknown(request.getProperty(PROPERTY));
  }

  /** Never null; "unknown" where {@link RequestIdFilter} did not run. */
  public static String of(ServletRequest request) {
    return orUnknown(request.getAttribute(PROPERTY));
  }

  private static String orUnknown(Object id) {
    return id instanceof String known ? known : "unknown";
  }
}
