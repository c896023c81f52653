package ai.karen.account.control;

import ai.karen.configuration.control.Settings;
import ai.karen.store.control.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one-time code for setting up the first administrator. */
@ApplicationScoped
public class SetupCode {
  static final String FILE = "setup-code";

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
    boolean isNeeded = settings.text("karen.admin.email").isEmpty() && !folder.holds(FILE);
    if (isNeeded) {
      folder.write(FILE, make() + "\n");
    }
  }

  private static String make() {
    return Stream.generate(() -> RandomText.of(ALPHABET, GROUP_LENGTH))
        .limit(GROUPS)
        .collect(Collectors.joining("-"));
  }
}
