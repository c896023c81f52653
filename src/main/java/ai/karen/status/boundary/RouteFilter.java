package ai.karen.status.boundary;

import ai.karen.door.boundary.Route;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Tells {@link RequestMeasuringFilter} which route a request took. Thread-safe. */
@Provider
@Priority(RouteFilter.FIRST)
public class RouteFilter implements ContainerRequestFilter {
  /** Before authentication: a request that is refused has a route too. */
  static final int FIRST = 1;

  private final ResourceInfo resource;

  /**
   * @param resource the container's proxy for the resource of the request at hand
   */
  public RouteFilter(@Context ResourceInfo resource) {
    this.resource = resource;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(
        Route.PROPERTY,
        RouteTemplate.of(resource.getResourceClass(), resource.getResourceMethod()));
  }
}
