package ai.karen.status.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The engine's version, written into the archive by the build. Immutable. */
@ApplicationScoped
public class Version {
  private final String number;

  public Version() {
    this.number = read();
  }

  public String number() {
    return number;
  }

  private static String read() {
    try (InputStream file = Version.class.getResourceAsStream("/META-INF/karen/build.properties")) {
      Properties build = new Properties();
      build.load(file);
      return build.getProperty("version");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
