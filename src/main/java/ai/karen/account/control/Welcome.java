package ai.karen.account.control;

import ai.karen.configuration.control.Settings;
import ai.karen.store.control.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells the operator's log where to go, and where the keys lie. */
@ApplicationScoped
public class Welcome {
  private static final Logger LOG = System.getLogger(Welcome.class.getName());
  private static final int HIGHEST_PORT = 65_535;

  private final Settings settings;
  private final DataFolder folder;

  /** For the container's client proxy. */
  protected Welcome() {
    this(null, null);
  }

  @Inject
  public Welcome(Settings settings, DataFolder folder) {
    this.settings = settings;
    this.folder = folder;
  }

  void log() {
    String plain = address("http", 8000);
    String encrypted = address("https", 8443);
    // Unusable ports are named as such; the defaults would be a lie.
    if (settings.problems().stream().noneMatch(problem -> problem.key().endsWith(".port"))) {
      LOG.log(Level.INFO, "Karen listens on {0} and {1}", plain, encrypted);
    }
    point(FirstKey.FILE, "first API key");
    point(SetupCode.FILE, "set-up code");
  }

  private String address(String scheme, int port) {
    String host = settings.text("karen.http.host", "127.0.0.1");
    int chosen = settings.number("karen." + scheme + ".port", port, 1, HIGHEST_PORT);
    return scheme + "://" + host + ":" + chosen;
  }

  private void point(String file, String content) {
    if (folder.holds(file)) {
      LOG.log(Level.INFO, "The {0} is in the owner-only file {1}", content, folder.file(file));
    }
  }
}
