package ai.karen.audit.adapter.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.account.control.DeploymentSecret;
import ai.karen.account.control.KeyHash;
import ai.karen.audit.control.EntryJson;
import ai.karen.audit.entity.AuditEntry;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.configuration.control.TestingConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Instant AT = Instant.parse("2026-01-05T08:00:00.123456Z");

  @TempDir private Path folder;

  private final KeyHash hash =
      new KeyHash(
          new DeploymentSecret(TestingConfig.settings(Map.of("karen.secret", SECRET)), null));
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void requirement3AWholeExportInPagesIsFoundWhole() throws IOException {
    List<String> entries = entries();
    Collections.reverse(entries);
    Path first = file("1", page(entries.subList(0, 2)));
    Path second = file("2", page(entries.subList(2, 5)));
    Path secret = file("secret", SECRET + "\n");
    assertThat(run("check", "--secret", secret.toString(), first.toString(), second.toString()))
        .isEqualTo(AuditCommand.WHOLE);
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("All 5 entries are whole.\n");
  }

  @Test
  void requirement3TheFirstBrokenPlaceIsNamed() throws IOException {
    List<String> entries = entries();
    entries.set(2, entries.get(2).replace("\"number 3 \\\"é\\\"\"", "\"number 4\""));
    Path file = file("1", page(entries));
    assertThat(run("check", file.toString())).isEqualTo(AuditCommand.BROKEN);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("Entry 3 of chain ")
        .contains("was changed", "The seals were not checked");
  }

  @Test
  void requirement3AnotherSecretsSealsAreFound() throws IOException {
    Path file = file("1", page(entries()));
    Path secret = file("secret", "another-secret-of-thirty-two-chars");
    assertThat(run("check", "--secret", secret.toString(), file.toString()))
        .isEqualTo(AuditCommand.BROKEN);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Entry 1 ", "seal");
  }

  @Test
  void requirement3APartMayBeginAnywhere() throws IOException {
    Path file = file("1", page(entries().subList(2, 5)));
    assertThat(run("check", file.toString())).isEqualTo(AuditCommand.BROKEN);
    assertThat(run("check", "--part", file.toString())).isEqualTo(AuditCommand.WHOLE);
  }

  @Test
  void requirement3WhatIsNoExportIsRefused() throws IOException {
    assertThat(run("check", file("1", "{\"data\":[{\"id\":1}]}").toString()))
        .isEqualTo(AuditCommand.REFUSED);
    assertThat(run("check", file("2", "no json").toString())).isEqualTo(AuditCommand.REFUSED);
    assertThat(run("check", folder.resolve("none").toString())).isEqualTo(AuditCommand.REFUSED);
    assertThat(run()).isEqualTo(AuditCommand.MISUSED);
    assertThat(run("check")).isEqualTo(AuditCommand.MISUSED);
  }

  private int run(String... arguments) {
    printed.reset();
    return new AuditCommand(new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(List.of(arguments));
  }

  private List<String> entries() {
    List<String> entries = new ArrayList<>();
    String previous = AuditEntry.NOTHING;
    UUID chain = UUID.randomUUID();
    for (int seq = 1; seq <= 5; seq++) {
      AuditEntry entry =
          new AuditEntry(
              UUID.randomUUID(),
              chain,
              seq,
              AT.plusSeconds(seq),
              "login",
              "failure",
              seq % 2 == 0 ? null : "somebody",
              "192.0.2.1",
              Map.of("detail", "number " + seq + " \"é\""),
              AT.plusSeconds(1_000),
              previous);
      previous = entry.hash();
      SealedEntry whole = new SealedEntry(entry, previous, hash.mac("audit", previous));
      entries.add(EntryJson.of(whole).toString());
    }
    return entries;
  }

  private static String page(List<String> entries) {
    return entries.stream()
        .collect(Collectors.joining(", ", "{\"data\":[", "],\"next_cursor\":null}\n"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
