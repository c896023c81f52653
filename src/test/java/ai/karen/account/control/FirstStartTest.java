package ai.karen.account.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.adapter.FolderApiKeyStore;
import ai.karen.account.entity.KeyRefusal;
import ai.karen.account.entity.Scope;
import ai.karen.account.entity.Verdict;
import ai.karen.configuration.control.SettingProblem;
import ai.karen.configuration.control.Settings;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.problem.entity.Problem;
import ai.karen.store.control.DataFolder;
import jakarta.enterprise.event.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
  private static final String BOOTSTRAP =
      ApiKeyText.of("boot0000", "0123456789ABCDEFGHIJKLMNOPQRSTUV").text().reveal();

  @TempDir Path temporary;

  @Test
  void r4MakesAKeyWithEveryScope() throws IOException {
    ApiKeys keys = start(Map.of());
    Verdict verdict = keys.check(firstKey());
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(((Verdict.Accepted) verdict).caller().scopes())
        .containsExactlyInAnyOrder(Scope.values());
    assertThat(Files.readString(file("first-api-key"))).matches("kk_live_\\w{8}_\\w{38}\n");
  }

  @Test
  void r3TheStoredKeyTellsNobodyTheKey() throws IOException {
    start(Map.of());
    String secret = firstKey().substring(17, 49);
    assertThat(Files.readString(file("api-keys.json"))).doesNotContain(secret);
  }

  @Test
  void r4ALaterStartKeepsTheKey() throws IOException {
    start(Map.of());
    String key = firstKey();
    ApiKeys again = start(Map.of());
    assertThat(firstKey()).isEqualTo(key);
    assertThat(again.check(key)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void r4AKeyWhoseFileWasDeletedStillWorks() throws IOException {
    start(Map.of());
    String key = firstKey();
    Files.delete(file("first-api-key"));
    assertThat(start(Map.of()).check(key)).isInstanceOf(Verdict.Accepted.class);
    assertThat(file("first-api-key")).doesNotExist();
  }

  @Test
  void r5ABootstrapKeyIsAcceptedAndKeptNowhere() {
    ApiKeys keys = start(Map.of("karen.bootstrap.api-key", BOOTSTRAP));
    assertThat(keys.check(BOOTSTRAP)).isInstanceOf(Verdict.Accepted.class);
    assertThat(file("first-api-key")).doesNotExist();
    assertThat(file("api-keys.json")).doesNotExist();
  }

  @Test
  void r5AMalformedBootstrapKeyIsNamedAndNotShown() {
    Settings settings = TestingConfig.settings(Map.of("karen.bootstrap.api-key", BOOTSTRAP + "x"));
    start(settings);
    assertThat(settings.problems())
        .extracting(SettingProblem::sentence)
        .containsExactly(
            "karen.bootstrap.api-key is \"****\"; it must be a key kk_live_… with right check digits");
    assertThat(file("first-api-key")).doesNotExist();
  }

  @Test
  void r6MakesASetupCodeOnce() throws IOException {
    start(Map.of());
    String code = Files.readString(file("setup-code"));
    start(Map.of());
    assertThat(code).matches("([2-9A-HJ-NP-Z]{5}-){3}[2-9A-HJ-NP-Z]{5}\n");
    assertThat(file("setup-code")).hasContent(code);
  }

  @Test
  void r6ANamedAdministratorNeedsNoCode() {
    start(Map.of("karen.admin.email", "admin@example.org"));
    assertThat(file("setup-code")).doesNotExist();
  }

  @Test
  void r8DamagedKeysAreNamedAndLeftAlone() throws IOException {
    Files.writeString(file("api-keys.json"), "{\"version\":1,");
    DataFolder folder = start(TestingConfig.settings(Map.of()));
    assertThat(folder.fault()).get().asString().contains("api-keys.json", "damaged");
    assertThat(file("api-keys.json")).hasContent("{\"version\":1,");
    assertThat(file("first-api-key")).doesNotExist();
  }

  @Test
  void r8KeysOfAnotherSecretAreNamedAndLeftAlone() throws IOException {
    start(Map.of());
    String stored = Files.readString(file("api-keys.json"));
    DataFolder folder =
        start(
            TestingConfig.settings(
                Map.of("karen.secret", "another secret, long enough to be used")));
    assertThat(folder.fault()).get().asString().contains("api-keys.json", "another karen.secret");
    assertThat(file("api-keys.json")).hasContent(stored);
  }

  @Test
  void r8AGoodKeyIsNotCalledBadWhereTheKeptOnesCanNotBeRead() throws IOException {
    start(Map.of());
    String key = firstKey();
    ApiKeys keys = start(Map.of("karen.secret", "another secret, long enough to be used"));

    assertThat(keys.check(key)).isInstanceOf(Verdict.Unknown.class);
    Problem problem = ((Verdict.Unknown) keys.check(key)).reason().problem();
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.message()).contains("can't read the keys", "/health/ready");
    assertThat(keys.check("sk-x")).isEqualTo(new Verdict.Refused(KeyRefusal.MALFORMED));
  }

  @Test
  void r3AShortSecretIsNamedAndNotShown() {
    Settings settings = TestingConfig.settings(Map.of("karen.secret", "short"));
    start(settings);
    assertThat(settings.problems())
        .extracting(SettingProblem::sentence)
        .containsExactly("karen.secret is \"****\"; it must be at least 32 characters long");
  }

  @Test
  void anUnknownLogFormatIsNamed() {
    Settings settings = TestingConfig.settings(Map.of("karen.log.format", "xml"));
    start(settings);
    assertThat(settings.problems())
        .extracting(SettingProblem::sentence)
        .containsExactly("karen.log.format is \"xml\"; it must be one of text, json");
  }

  @Test
  void aFolderOfAnotherEngineIsLeftAlone() {
    DataFolder other = new DataFolder(temporary);
    DataFolder folder = start(TestingConfig.settings(Map.of()));
    assertThat(folder.fault()).get().asString().contains("another engine");
    assertThat(file("first-api-key")).doesNotExist();
    assertThat(other.fault()).isEmpty();
  }

  @Test
  void r2UnknownKeysAreRefused() {
    ApiKeys keys = start(Map.of());
    assertThat(keys.check(BOOTSTRAP)).isEqualTo(new Verdict.Refused(KeyRefusal.UNKNOWN));
    assertThat(keys.check("sk-x")).isEqualTo(new Verdict.Refused(KeyRefusal.MALFORMED));
  }

  private ApiKeys start(Map<String, String> values) {
    TestingStart start = new TestingStart(TestingConfig.settings(values), temporary);
    start.run();
    return start.keys;
  }

  private DataFolder start(Settings settings) {
    TestingStart start = new TestingStart(settings, temporary);
    start.run();
    return start.folder;
  }

  private String firstKey() throws IOException {
    return Files.readString(file("first-api-key")).strip();
  }

  private Path file(String name) {
    return temporary.resolve(name);
  }

  /** The beans of one start, put together by hand; the folder is free again afterwards. */
  private static class TestingStart {
    final DataFolder folder;
    final ApiKeys keys;
    private final FirstStart start;

    TestingStart(Settings settings, Path path) {
      folder = new DataFolder(path);
      KeyHash hash = new KeyHash(new DeploymentSecret(settings, folder));
      keys = new ApiKeys(new FolderApiKeyStore(folder, hash), hash, Clock.systemUTC());
      start =
          new FirstStart(
              settings,
              folder,
              new FirstKey(settings, folder, keys),
              new SetupCode(settings, folder),
              new Welcome(settings, folder));
    }

    void run() {
      start.prepare(new Startup());
      folder.release();
    }
  }
}
