package ai.karen.account.boundary;

import ai.karen.account.entity.Scope;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Puts a {@link ScopeFilter} before every resource method that {@link RequiresScope} guards. */
@Provider
public class ScopeFeature implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    needed(resource)
        .ifPresent(scope -> context.register(new ScopeFilter(scope), Priorities.AUTHORIZATION));
  }

  private static Optional<Scope> needed(ResourceInfo resource) {
    return Optional.ofNullable(resource.getResourceMethod().getAnnotation(RequiresScope.class))
        .or(() -> ofClass(resource.getResourceClass()))
        .map(RequiresScope::value);
  }

  /** The container may hand over a proxy's class, which inherits no annotation. */
  private static Optional<RequiresScope> ofClass(Class<?> resource) {
    return Optional.ofNullable(resource.getAnnotation(RequiresScope.class))
        .or(
            () ->
                Optional.<Class<?>>ofNullable(resource.getSuperclass())
                    .flatMap(ScopeFeature::ofClass));
  }
}
