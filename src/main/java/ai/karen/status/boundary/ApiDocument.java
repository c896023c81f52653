package ai.karen.status.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the API as the build left it in the archive. Immutable. */
@ApplicationScoped
public class ApiDocument {
  private static final String FOLDER = "/META-INF/karen/";

  private final String json = read("openapi.json");
  private final String yaml = read("openapi.yaml");

  public String json() {
    return json;
  }

  public String yaml() {
    return yaml;
  }

  private static String read(String name) {
    try (InputStream file = ApiDocument.class.getResourceAsStream(FOLDER + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
