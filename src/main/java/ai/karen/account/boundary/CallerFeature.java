package ai.karen.account.boundary;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Puts a {@link CallerFilter} before every resource that {@link RequiresCaller} guards. */
@Provider
public class CallerFeature implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (isGuarded(resource.getResourceClass())) {
      context.register(new CallerFilter(), Priorities.AUTHORIZATION);
    }
  }

  /** The container may hand over a proxy's class, which inherits no annotation. */
  private static boolean isGuarded(Class<?> resource) {
    return resource != null
        && (resource.isAnnotationPresent(RequiresCaller.class)
            || isGuarded(resource.getSuperclass()));
  }
}
