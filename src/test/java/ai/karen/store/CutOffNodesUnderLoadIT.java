package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.TwoNodes;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two engines on one PostgreSQL and one Redis, whose lines are cut and mended under load. */
class CutOffNodesUnderLoadIT {
  private static final int RATE = Scale.of("cut-off-rate", 8);
  private static final Duration CUT = Duration.ofSeconds(Scale.of("cut-off-seconds", 3));
  private static final Duration A_WHILE = Duration.ofSeconds(1);
  private static final Duration DRAINED = Duration.ofSeconds(60);

  /** What is read is copied a moment later. */
  private static final Duration COPIED = Duration.ofSeconds(2);

  private static final int SHARED = Math.max(3, RATE / 4);
  private static final String BEFORE = "before the cut";
  private static final String REFUSED = "not to be stored under load";

  private final TwoNodes nodes = TwoNodes.shared();
  private final RealPostgres postgres = nodes.postgres();
  private final Node first = nodes.first();
  private final Node second = nodes.second();

  @AfterEach
  void mend() {
    postgres.execute("alter table message drop constraint if exists refused_under_load");
    nodes.heal();
  }

  @Test
  void whatBothSidesOfACutWereToldIsKeptAndBranchesWhereTheyWereCut() {
    List<String> shared = shared(SHARED + 1);
    List<String> loaded = shared.subList(1, shared.size());
    refuse();
    LoadAtTwoNodes load = LoadAtTwoNodes.start(nodes, RATE);
    Moments.let(A_WHILE);
    nodes.cut();
    load.branch(loaded);
    second.talk().say(shared.get(0), REFUSED);
    Moments.let(CUT);
    load.awaitAnswers(loaded.size());
    load.meet();
    nodes.mend();
    healUnderLoad(load);
    Eventually.holds("all else is stored", () -> load.violationsInPostgres().isEmpty());
    requireParked(shared.get(0));
    postgres.execute("alter table message drop constraint refused_under_load");
    second.restart();
    conclude("cut-off-both", load, loaded);
    assertThat(new KeptInPostgres(postgres).messages(shared.get(0)))
        .extracting(Kept.Message::content)
        .containsExactly(BEFORE, "Re: " + BEFORE, REFUSED, "Re: " + REFUSED);
  }

  @Test
  void whatAHealthyNodeAndOneThatIsCutOffWereToldIsKeptAndBranchesThere() {
    List<String> shared = shared(SHARED);
    LoadAtTwoNodes load = LoadAtTwoNodes.start(nodes, RATE);
    Moments.let(A_WHILE);
    second.cutOff();
    load.branch(shared);
    Moments.let(CUT);
    assertThat(first.stores().isPrimary()).as("the other one is healthy").isTrue();
    assertThat(second.stores().waiting()).isPositive();
    load.awaitAnswers(shared.size());
    load.meet();
    second.mend();
    healUnderLoad(load);
    conclude("cut-off-one", load, shared);
  }

  /** Conversations that both have a copy of. */
  private List<String> shared(int number) {
    List<String> ids =
        IntStream.range(0, number).mapToObj(each -> first.talk().create("shared")).toList();
    ids.forEach(id -> first.talk().say(id, BEFORE));
    ids.forEach(second.talk()::contents);
    Moments.let(COPIED);
    return ids;
  }

  private void refuse() {
    postgres.execute(
        "alter table message add constraint refused_under_load check (content <> '%s')"
            .formatted(REFUSED));
  }

  private void healUnderLoad(LoadAtTwoNodes load) {
    first.stores().awaitPrimary(TwoNodes.HEALED);
    second.stores().awaitPrimary(TwoNodes.HEALED);
    Moments.let(A_WHILE);
    load.stop();
  }

  /** For whoever looks, and without what was said. */
  private void requireParked(String id) {
    assertThat(second.stores().parked()).isEqualTo(1);
    assertThat(second.stores().journal().getJsonArray("parked")).hasSize(1);
    assertThat(second.stores().journal().toString()).contains(id).doesNotContain(REFUSED);
    assertThat(second.figure("karen_journal_parked")).isEqualTo(1);
    assertThat(first.stores().parked()).isZero();
    assertThat(first.figure("karen_journal_parked")).isZero();
  }

  private void conclude(String name, LoadAtTwoNodes load, List<String> shared) {
    first.stores().awaitDrained(DRAINED);
    second.stores().awaitDrained(DRAINED);
    load.report(
        name,
        "%d s, %d writes a second at each node in its own conversations, as many in %d shared ones"
            .formatted(CUT.toSeconds(), RATE, shared.size()));
    assertThat(load.violationsInPostgres()).isEmpty();
    assertThat(load.violations()).isEmpty();
    assertThat(load.acknowledgedInShared()).allMatch(times -> times >= shared.size());
    KeptInPostgres kept = new KeptInPostgres(postgres);
    assertThat(shared).allSatisfy(id -> requireBranching(kept.messages(id)));
  }

  /** Each node's first question follows what both knew. */
  private static void requireBranching(List<Kept.Message> messages) {
    String last = messages.get(1).id();
    assertThat(messages.get(1).content()).isEqualTo("Re: " + BEFORE);
    assertThat(messages)
        .filteredOn(message -> last.equals(message.parent()))
        .extracting(Kept.Message::content)
        .hasSize(2)
        .anyMatch(content -> content.startsWith("side0-"))
        .anyMatch(content -> content.startsWith("side1-"));
  }
}
