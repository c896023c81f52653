package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.adapter.journal.LeftJournal;
import ai.karen.store.entity.Operation;
import ai.karen.testing.CommandJar;
import ai.karen.testing.Eventually;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.TwoNodes;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal holds what only a later version of the engine can read. */
class NewerVersionIT {
  private static final int LATER = 99;
  private static final String PAYLOAD = "{\"of\":\"a later version\"}";
  private static final String JOURNAL = "karen-journal.jar";

  @TempDir private Path left;

  private final TwoNodes nodes = TwoNodes.shared();
  private final Node node = nodes.first();
  private final String stuck = node.talk().create("stuck " + UUID.randomUUID());
  private final String free = node.talk().create("free");

  @AfterEach
  void heal() {
    nodes.heal();
  }

  @Test
  void whatANewerVersionWroteIsParkedAndShownAndHeldForItWithAllThatFollows() {
    node.talk().say(stuck, "before");
    leaveToTheNode(LATER);
    Eventually.holds("it is parked", () -> node.stores().parked() == 1);
    requireShown();
    node.talk().say(stuck, "behind it");
    node.talk().say(free, "not behind it");
    assertThat(kept(free)).containsExactly("not behind it", "Re: not behind it");
    node.engine().kill();
    assertThat(CommandJar.run(JOURNAL, "list", node.engine().dataFolder(), "--payloads"))
        .startsWith("0 ")
        .contains("conversation.renamed " + stuck, PAYLOAD, "behind it");
    node.engine().restart();
    Eventually.holds("it is parked again", () -> node.stores().parked() == 1);
    assertThat(node.talk().contents(stuck))
        .containsExactly("before", "Re: before", "behind it", "Re: behind it");
    assertThat(kept(stuck)).containsExactly("before", "Re: before");
    node.talk().delete(stuck);
    Eventually.holds("its end waits for nothing", () -> node.stores().parked() == 0);
    node.stores().awaitDrained(TwoNodes.HEALED);
    assertThat(node.talk().status(stuck)).isEqualTo(404);
  }

  /** In health, in the status, in metrics; nothing of the payload in any of them. */
  private void requireShown() {
    assertThat(node.figure("karen_journal_parked")).isEqualTo(1);
    List<JsonObject> parked =
        node.stores().journal().getJsonArray("parked").getValuesAs(JsonObject.class);
    assertThat(parked).hasSize(1);
    assertThat(parked.get(0).getString("aggregate")).isEqualTo(stuck);
    assertThat(parked.get(0).getString("type")).isEqualTo("conversation.renamed");
    assertThat(parked.get(0).getString("reason")).contains("UnknownOperation");
    assertThat(node.get("/system/status").body()).doesNotContain("of a later version");
    assertThat(node.stores().isPrimary()).as("it holds up nothing else").isTrue();
  }

  private void leaveToTheNode(int version) {
    Operation operation =
        new Operation(
            UUID.randomUUID(),
            UUID.fromString(stuck),
            "conversation.renamed",
            version,
            Instant.now(),
            PAYLOAD,
            "");
    LeftJournal.in(left, operation);
    assertThat(CommandJar.run(JOURNAL, "hand-over", left, node.engine().dataFolder()))
        .startsWith("0 ")
        .contains("1 operations were handed over");
  }

  private List<String> kept(String id) {
    return new KeptInPostgres(nodes.postgres())
        .messages(id).stream().map(Kept.Message::content).toList();
  }
}
