package ai.karen.account.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.store.control.DataFolder;
import ai.karen.testing.StoreSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentSecretTest {
  private static final String URL = "jdbc:postgresql://db.example.org/karen";

  @TempDir private Path data;

  @Test
  void aSharedDatabaseNeedsASecretThatEveryNodeKnows() {
    Settings settings = TestingConfig.settings(Map.of("karen.database.url", URL));
    DataFolder folder = new DataFolder(data);
    new DeploymentSecret(settings, folder);
    folder.release();

    assertThat(settings.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.sentence())
                    .startsWith("karen.secret is \"\"; it must be set, the same on every node"));
  }

  @Test
  void withOneNothingIsWrong() {
    Settings settings =
        TestingConfig.settings(
            Map.of("karen.database.url", URL, "karen.secret", StoreSettings.SECRET));
    new DeploymentSecret(settings, null);

    assertThat(settings.problems()).isEmpty();
  }
}
