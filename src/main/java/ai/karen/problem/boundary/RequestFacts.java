package ai.karen.problem.boundary;

import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * What an error says of its request.
 *
 * @param method such as {@code GET}
 * @param path within the application, with a leading slash
 * @param id as in the header {@code x-request-id}
 */
record RequestFacts(String method, String path, String id) {

  RequestFacts(ContainerRequestContext request) {
    this(request.getMethod(), RequestPath.of(request), RequestIds.of(request));
  }
}
