package ai.karen.status.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class RouteTemplateTest {

  @Test
  void requirement5RouteIsTheTemplateAndNeverThePath() {
    assertThat(routeOf(Models.class, "one")).isEqualTo("/v1/models/{id}");
    assertThat(routeOf(Models.class, "all")).isEqualTo("/v1/models");
  }

  @Test
  void requirement5ProxyHasTheRouteOfItsBean() {
    assertThat(routeOf(ModelsProxy.class, "one")).isEqualTo("/v1/models/{id}");
  }

  @Test
  void requirement5RootIsASlash() {
    assertThat(routeOf(Root.class, "all")).isEqualTo("/");
  }

  private static String routeOf(Class<?> resource, String method) {
    try {
      return RouteTemplate.of(resource, resource.getMethod(method));
    } catch (NoSuchMethodException missing) {
      throw new IllegalArgumentException(missing);
    }
  }

  /** A resource. */
  @Path("/v1/models/")
  public static class Models {
    public void all() {}

    @Path("/{id: .+}")
    public void one() {}
  }

  /** What the container may make of it. */
  public static class ModelsProxy extends Models {}

  /** A resource without a path of its own. */
  @Path("/")
  public static class Root {
    public void all() {}
  }
}
