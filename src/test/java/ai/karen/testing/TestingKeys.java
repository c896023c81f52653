package ai.karen.testing;

import ai.karen.account.control.ApiKeyText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A data folder that knows a second account's key from the start. */
public final class TestingKeys {
  /** The second account's key, with every scope that a chat needs. */
  public static final String OTHER =
      ApiKeyText.of("Testing2", "0123456789ABCDEFGHIJKLMNOPQRSTUV").text().reveal();

  private static final String SECRET = "a-secret-of-tests-that-is-long-enough";

  private TestingKeys() {}

  /** Prepares the folder and returns the settings with which an engine uses it. */
  public static Map<String, String> prepare(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path file = folder.resolve("api-keys.json");
      Files.writeString(file, text());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return Map.of("KAREN_SECRET", SECRET, "KAREN_DATA_DIR", folder.toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text() {
    return """
    {"version":1,"secret":"%s","keys":[{"id":"Testing2","hash":"%s","owner":"other",\
    "scopes":["chat"],"created_at":"2026-01-05T08:30:00Z"}]}
    """
        .formatted(hash("fingerprint").substring(0, 16), hash("api-key:" + OTHER));
  }

  private static String hash(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
