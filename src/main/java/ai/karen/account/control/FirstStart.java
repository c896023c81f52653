package ai.karen.account.control;

import ai.karen.configuration.control.Settings;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** Prepares what a caller needs to get in, at every start. Never fails: the folder tells. */
@ApplicationScoped
public class FirstStart {
  private static final List<String> LOG_FORMATS = List.of("text", "json");
  private static final int USUAL_PORT = 80;
  private static final int HIGHEST_PORT = 65_535;

  private final Settings settings;
  private final DataFolder folder;
  private final FirstKey firstKey;
  private final SetupCode setupCode;
  private final Welcome welcome;

  /** For the container's client proxy. */
  protected FirstStart() {
    this(null, null, null, null, null);
  }

  @Inject
  public FirstStart(
      Settings settings,
      DataFolder folder,
      FirstKey firstKey,
      SetupCode setupCode,
      Welcome welcome) {
    this.settings = settings;
    this.folder = folder;
    this.firstKey = firstKey;
    this.setupCode = setupCode;
    this.welcome = welcome;
  }

  void prepare(@Observes Startup event) {
    // Only the server reads these. It takes anything but json for text, and serves no host that
    // has an unusable port.
    settings.choice("karen.log.format", "text", LOG_FORMATS);
    settings.number("karen.http.public-port", USUAL_PORT, 1, HIGHEST_PORT);
    attempt(FirstKey.FILE, firstKey::prepare);
    attempt(SetupCode.FILE, setupCode::prepare);
    welcome.log();
  }

  /** A fault that is known already says more than its consequence would. */
  private void attempt(String file, Step step) {
    try {
      step.run();
    } catch (IOException refusal) {
      if (folder.fault().isEmpty()) {
        folder.report(file, Reason.of(refusal));
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
