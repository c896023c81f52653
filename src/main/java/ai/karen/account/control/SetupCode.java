package ai.karen.account.control;

import ai.karen.configuration.control.Settings;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one-time code for setting up the first administrator. */
@ApplicationScoped
public class SetupCode {
  static final String FILE = "setup-code";

  /** Says that a code is of no use any more; without it each start would make another. */
  static final String DONE = "setup-done";

  // Without the letters and digits that look alike: somebody may have to type it.
  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int GROUPS = 4;
  private static final int GROUP_LENGTH = 5;

  private final Settings settings;
  private final DataFolder folder;

  /** For the container's client proxy. */
  protected SetupCode() {
    this(null, null);
  }

  @Inject
  public SetupCode(Settings settings, DataFolder folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /** Makes one, unless there is one or the settings name an administrator. */
  void prepare() throws IOException {
    boolean isNeeded =
        settings.text("karen.admin.email").isEmpty() && !folder.holds(FILE) && !folder.holds(DONE);
    if (isNeeded) {
      folder.write(FILE, make() + "\n");
    }
  }

  /** Compares in constant time; without a code nothing matches. */
  public boolean matches(String presented) {
    try {
      Optional<String> code = folder.read(FILE).map(String::strip);
      return code.isPresent() && MessageDigest.isEqual(bytes(code.get()), bytes(presented.strip()));
    } catch (IOException unreadable) {
      folder.report(FILE, Reason.of(unreadable));
      return false;
    }
  }

  /** There is an administrator: the code is used up, for good. */
  public void retire() throws IOException {
    if (!folder.holds(DONE)) {
      folder.write(DONE, "");
    }
    Files.deleteIfExists(folder.file(FILE));
  }

  /** There is none, whatever was once: a code is there, unless the settings name somebody. */
  public void renew() throws IOException {
    Files.deleteIfExists(folder.file(DONE));
    prepare();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String make() {
    return Stream.generate(() -> RandomText.of(ALPHABET, GROUP_LENGTH))
        .limit(GROUPS)
        .collect(Collectors.joining("-"));
  }
}
