package ai.karen.status.boundary;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.regex.Pattern;

/** The path of a resource method as it is written in its annotations. */
final class RouteTemplate {
  /** What a parameter must look like, as in {@code {id: .+}}, is no part of a readable route. */
  private static final Pattern PATTERN = Pattern.compile("\\s*:[^/]*}");

  private RouteTemplate() {}

  static String of(Class<?> resource, Method method) {
    String joined = "/" + path(annotated(resource)) + "/" + path(method.getAnnotation(Path.class));
    String clean = PATTERN.matcher(joined.replaceAll("/+", "/")).replaceAll("}");
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
