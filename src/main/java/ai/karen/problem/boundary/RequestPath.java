package ai.karen.problem.boundary;

import jakarta.ws.rs.container.ContainerRequestContext;

/** The path of a request within the application, decoded, with a leading slash. */
public final class RequestPath {
  private RequestPath() {}

  public static String of(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    return path.startsWith("/") ? path : "/" + path;
  }
}
