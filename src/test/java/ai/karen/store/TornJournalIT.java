package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.CommandJar;
import ai.karen.testing.RealPostgres;
import ai.karen.testing.TornJournal;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.TwoNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In an outage an engine is killed, and a loss of power tears its journal's end. */
class TornJournalIT {
  private static final int TALKS = 4;
  private static final String WHOLE = "0 The journal is whole: ";
  private static final String NO_RECORD = " are no whole record and do not count.";

  /** By then the journal's lazy entries are written too. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final TwoNodes nodes = TwoNodes.shared();
  private final RealPostgres postgres = nodes.postgres();
  private final Node node = nodes.second();

  @AfterEach
  void heal() {
    nodes.heal();
  }

  @Test
  void whatWasBegunBehindTheLastRecordCostsNothing() {
    List<String> talks = talksInAnOutage();
    List<String> waiting = waiting();
    TornJournal torn = TornJournal.in(data()).beginAnother();
    restartOn(torn);
    assertThat(node.stores().waiting()).isGreaterThanOrEqualTo(waiting.size());
    assertThat(talks).allSatisfy(id -> assertThat(node.talk().contents(id)).hasSize(2));
    node.talk().say(talks.get(0), "behind the tear");
    node.heal();
    KeptInPostgres kept = new KeptInPostgres(postgres);
    assertThat(talks).allSatisfy(id -> requireKept(kept.messages(id), "said in " + id));
    assertThat(kept.messages(talks.get(0)))
        .extracting(Kept.Message::content)
        .endsWith("behind the tear", "Re: behind the tear");
  }

  /** Of what was acknowledged nothing is gone but what the disk lost. */
  @Test
  void aTornRecordCostsNothingOfWhatStandsBeforeIt() {
    List<String> talks = talksInAnOutage();
    List<String> before = waiting();
    TornJournal torn = TornJournal.in(data()).cutLast();
    List<String> after = waiting();
    assertThat(before).startsWith(after.toArray(String[]::new));
    assertThat(after).hasSizeGreaterThanOrEqualTo(before.size() - 1);
    restartOn(torn);
    List<String> whole = talks.subList(0, TALKS - 1);
    assertThat(whole).allSatisfy(id -> assertThat(node.talk().contents(id)).hasSize(2));
    node.heal();
    KeptInPostgres kept = new KeptInPostgres(postgres);
    assertThat(whole).allSatisfy(id -> requireKept(kept.messages(id), "said in " + id));
    assertThat(kept.messages(talks.get(TALKS - 1))).extracting(Kept.Message::role).contains("user");
    assertThat(nodes.first().talk().contents(talks.get(0))).hasSize(2);
  }

  /** Of a node that is cut off, and killed then. */
  private List<String> talksInAnOutage() {
    node.cutOff();
    List<String> talks =
        IntStream.range(0, TALKS).mapToObj(number -> node.talk().create("torn")).toList();
    talks.forEach(id -> node.talk().say(id, "said in " + id));
    Moments.let(SETTLED);
    node.engine().kill();
    assertThat(check()).startsWith(WHOLE).doesNotContain(NO_RECORD);
    return talks;
  }

  /** While the stores are away. It is ready, and tells of the tear in its log. */
  private void restartOn(TornJournal torn) {
    assertThat(check()).startsWith(WHOLE).contains(torn.name() + NO_RECORD);
    node.engine().restart();
    assertThat(node.stores().isPrimary()).isFalse();
    assertThat(node.engine().logs()).contains(torn.name() + NO_RECORD);
  }

  private static void requireKept(List<Kept.Message> messages, String content) {
    assertThat(messages)
        .extracting(Kept.Message::content)
        .startsWith(content, "Re: " + content)
        .doesNotHaveDuplicates();
  }

  private List<String> waiting() {
    String list = CommandJar.run("karen-journal.jar", "list", data());
    assertThat(list).startsWith("0 ");
    return list.substring("0 ".length()).lines().toList();
  }

  private String check() {
    return CommandJar.run("karen-journal.jar", "check", data());
  }

  private Path data() {
    return node.engine().dataFolder();
  }
}
