package ai.karen.account.control;

import ai.karen.configuration.control.Settings;
import ai.karen.store.control.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    Listener plain = listener("http", 8000);
    Listener encrypted = listener("https", 8443);
    // Unusable ports are named as such; the defaults would be a lie.
    if (settings.problems().stream().noneMatch(problem -> problem.key().endsWith(".port"))) {
      tell(plain, encrypted);
    }
    point(FirstKey.FILE, "first API key");
    point(SetupCode.FILE, "set-up code");
  }

  private static void tell(Listener plain, Listener encrypted) {
    List<Listener> open = Stream.of(plain, encrypted).filter(Welcome::isFree).toList();
    if (!open.isEmpty()) {
      String addresses = open.stream().map(Listener::address).collect(Collectors.joining(" and "));
      LOG.log(Level.INFO, "Karen listens on {0}", addresses);
    }
  }

  /** The server opens its ports only after this; where it took long, one may be its own already. */
  private static boolean isFree(Listener listener) {
    Optional<String> obstacle = listener.obstacle();
    obstacle.ifPresent(
        reason ->
            LOG.log(
                Level.ERROR,
                "The port of {0} can''t be opened ({1}). Where another process has it, Karen"
                    + " does not listen there: end that one, or choose another port with"
                    + " karen.{2}.port, and start Karen again.",
                listener.address(),
                reason,
                listener.scheme()));
    return obstacle.isEmpty();
  }

  private Listener listener(String scheme, int port) {
    String host = settings.text("karen.http.host", "127.0.0.1");
    int chosen = settings.number("karen." + scheme + ".port", port, 1, HIGHEST_PORT);
    return new Listener(scheme, host, chosen);
  }

  private void point(String file, String content) {
    if (folder.holds(file)) {
      LOG.log(Level.INFO, "The {0} is in the owner-only file {1}", content, folder.file(file));
    }
  }
}
