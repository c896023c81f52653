package ai.karen.account.boundary;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;

/** Puts a {@link RoleFilter} before every resource method that {@link RolesAllowed} guards. */
@Provider
public class RoleFeature implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    needed(resource)
        .ifPresent(
            roles ->
                context.register(
                    new RoleFilter(Set.of(roles.value())), Priorities.AUTHENTICATION + 2));
  }

  private static Optional<RolesAllowed> needed(ResourceInfo resource) {
    return Optional.ofNullable(resource.getResourceMethod().getAnnotation(RolesAllowed.class))
        .or(() -> ofClass(resource.getResourceClass()));
  }

  /** The container may hand over a proxy's class, which inherits no annotation. */
  private static Optional<RolesAllowed> ofClass(Class<?> resource) {
    return Optional.ofNullable(resource.getAnnotation(RolesAllowed.class))
        .or(
            () ->
                Optional.<Class<?>>ofNullable(resource.getSuperclass())
                    .flatMap(RoleFeature::ofClass));
  }
}
