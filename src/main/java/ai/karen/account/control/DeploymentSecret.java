package ai.karen.account.control;

import ai.karen.account.entity.Base62;
import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;

/**
 * The secret that protects what this deployment stores: {@code karen.secret}, else one made once
 * and kept in the data folder. Thread-safe.
 */
@ApplicationScoped
public class DeploymentSecret {
  static final String FILE = "secret";

  /** The setting. */
  public static final String KEY = "karen.secret";

  private static final int LEAST_LENGTH = 32;
  // 43 digits to the base 62 carry the 256 bits that HMAC-SHA-256 can use.
  private static final int OWN_LENGTH = 43;

  private final Secret secret;

  /** For the container's client proxy. */
  protected DeploymentSecret() {
    this.secret = null;
  }

  @Inject
  public DeploymentSecret(Settings settings, DataFolder folder) {
    Optional<Secret> given = settings.secret(KEY);
    given.filter(DeploymentSecret::isShort).ifPresent(tooShort -> reportShort(settings));
    if (given.isEmpty() && settings.text("karen.database.url").isPresent()) {
      reportMissing(settings);
    }
    this.secret = given.orElseGet(() -> own(folder));
  }

  public Secret secret() {
    return secret;
  }

  private static boolean isShort(Secret given) {
    return given.reveal().length() < LEAST_LENGTH;
  }

  private static void reportShort(Settings settings) {
    String expected = "at least " + LEAST_LENGTH + " characters long";
    settings.report(new SettingProblem(KEY, "****", expected));
  }

  /** Nodes that share a database must be able to read each other's keys and sessions. */
  private static void reportMissing(Settings settings) {
    String expected =
        "set, the same on every node, where karen.database.url is: at least "
            + LEAST_LENGTH
            + " characters";
    settings.report(new SettingProblem(KEY, "", expected));
  }

  private static Secret own(DataFolder folder) {
    try {
      Optional<String> kept = folder.read(FILE).map(String::strip);
      return new Secret(kept.isPresent() ? whole(kept.get()) : make(folder));
    } catch (IOException unusable) {
      return withoutFile(folder, unusable);
    }
  }

  private static String whole(String kept) throws IOException {
    if (kept.length() < LEAST_LENGTH) {
      throw new IOException("it is cut short");
    }
    return kept;
  }

  private static String make(DataFolder folder) throws IOException {
    String made = RandomText.of(Base62.DIGITS, OWN_LENGTH);
    folder.write(FILE, made + "\n");
    return made;
  }

  /** The engine is unready by now; a passing secret still lets a bootstrap key be checked. */
  private static Secret withoutFile(DataFolder folder, IOException unusable) {
    if (folder.fault().isEmpty()) {
      folder.report(FILE, Reason.of(unusable));
    }
    return new Secret(RandomText.of(Base62.DIGITS, OWN_LENGTH));
  }
}
