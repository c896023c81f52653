package ai.karen.status.boundary;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;

/** The path of a resource method as it is written in its annotations. */
final class RouteTemplate {
  private RouteTemplate() {}

  static String of(Class<?> resource, Method method) {
    String joined = "/" + path(annotated(resource)) + "/" + path(method.getAnnotation(Path.class));
    String clean = joined.replaceAll("/+", "/");
    return clean.length() > 1 && clean.endsWith("/")
        ? clean.substring(0, clean.length() - 1)
        : clean;
  }

  /** The container may hand over a client proxy's class. */
  private static Path annotated(Class<?> resource) {
    Class<?> at = resource;
    while (at != null && !at.isAnnotationPresent(Path.class)) {
      at = at.getSuperclass();
    }
    return at == null ? null : at.getAnnotation(Path.class);
  }

  private static String path(Path annotation) {
    return annotation == null ? "" : annotation.value();
  }
}
