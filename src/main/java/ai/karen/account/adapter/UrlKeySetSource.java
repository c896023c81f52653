package ai.karen.account.adapter;

import ai.karen.account.control.token.KeySetSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads key sets from addresses and files. */
@ApplicationScoped
public class UrlKeySetSource implements KeySetSource {
  private static final int PATIENCE_MILLIS = 2_000;

  /** A set of a dozen keys with their certificates has a tenth of it. */
  private static final int LONGEST = 500_000;

  @Override
  public String read(String location) throws IOException {
    return location.startsWith("http://") || location.startsWith("https://")
        ? fetch(location)
        : Files.readString(Path.of(location.replaceFirst("^file:(//)?", "")));
  }

  private static String fetch(String location) throws IOException {
    try {
      URLConnection connection = URI.create(location).toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.setRequestProperty("Accept", "application/json");
      if (connection instanceof HttpURLConnection http) {
        // Whoever answers elsewhere is somebody else.
        http.setInstanceFollowRedirects(false);
      }
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
      }
    } catch (IllegalArgumentException unusable) {
      throw new IOException("it is no address", unusable);
    }
  }
}
