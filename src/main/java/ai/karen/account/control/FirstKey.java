package ai.karen.account.control;

import ai.karen.account.entity.Scope;
import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.store.control.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;

/** Sees to it that there is a key to begin with. */
@ApplicationScoped
public class FirstKey {
  static final String FILE = "first-api-key";
  static final String BOOTSTRAP = "karen.bootstrap.api-key";

  private final Settings settings;
  private final DataFolder folder;
  private final ApiKeys keys;

  /** For the container's client proxy. */
  protected FirstKey() {
    this(null, null, null);
  }

  @Inject
  public FirstKey(Settings settings, DataFolder folder, ApiKeys keys) {
    this.settings = settings;
    this.folder = folder;
    this.keys = keys;
  }

  /** Puts the bootstrap key in force, or makes a key when there is none at all. */
  void prepare() throws IOException {
    Optional<Secret> bootstrap = settings.secret(BOOTSTRAP);
    bootstrap.ifPresent(this::accept);
    boolean wasThereAny = keys.load();
    if (!wasThereAny && bootstrap.isEmpty()) {
      make();
    }
  }

  private void accept(Secret bootstrap) {
    if (ApiKeyText.refusal(bootstrap.reveal()).isEmpty()) {
      keys.accept(new ApiKeyText(bootstrap));
    } else {
      String expected = "a key kk_live_… with right check digits";
      settings.report(new SettingProblem(BOOTSTRAP, "****", expected));
    }
  }

  private void make() throws IOException {
    ApiKeyText key = keys.make();
    // The text first: a crash between the two makes another key next time, instead of losing one.
    folder.write(FILE, key.text().reveal() + "\n");
    keys.keep(key, EnumSet.allOf(Scope.class));
  }
}
