package ai.karen.store;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.Kept;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Moments;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.Scale;
import ai.karen.testing.writes.Talk;
import ai.karen.testing.writes.TwoNodes;
import ai.karen.testing.writes.WriteCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two engines that are written to all the time, while one or both are cut off. */
class CutOffNodesUnderLoadIT {
  private static final int RATE = Math.max(10, Scale.of("rate", 20) / 2);
  private static final int CUTS = Scale.of("cuts", 2);
  private static final Duration A_WHILE = Duration.ofMillis(700);
  private static final Duration OUTAGE = Duration.ofSeconds(2);
  private static final Duration COPIED = Duration.ofSeconds(2);

  private final TwoNodes nodes = TwoNodes.shared();
  private final Node first = nodes.first();
  private final Node second = nodes.second();
  private final Moments moments = new Moments(4);

  @AfterEach
  void mend() {
    nodes.heal();
  }

  @Test
  void nothingIsLostWhereBothAreCutOffAgainAndAgain() {
    AcknowledgedWrites atFirst = load(first);
    AcknowledgedWrites atSecond = load(second);
    for (int cut = 0; cut < CUTS; cut++) {
      moments.pass(A_WHILE);
      nodes.cut();
      moments.pass(OUTAGE);
      nodes.heal();
    }
    judge("both-cut-off-first", atFirst, second);
    judge("both-cut-off-second", atSecond, first);
  }

  @Test
  void nothingIsLostWhereOneIsCutOffAndTheOtherIsNot() {
    AcknowledgedWrites atFirst = load(first);
    AcknowledgedWrites atSecond = load(second);
    for (int cut = 0; cut < CUTS; cut++) {
      moments.pass(A_WHILE);
      first.cutOff();
      moments.pass(OUTAGE);
      first.heal();
    }
    judge("one-cut-off", atFirst, second);
    judge("other-not-cut-off", atSecond, first);
  }

  @Test
  void aNodeThatIsCutOffAloneBranchesFromWhatItKnewAndBothBranchesStay() {
    String id = first.talk().create("shared");
    first.talk().say(id, "before");
    second.talk().contents(id);
    Moments.let(COPIED);
    second.cutOff();
    List<String> said = new ArrayList<>(List.of("before"));
    for (int turn = 0; turn < 3; turn++) {
      said.add(say(first.talk(), id, "at the healthy one " + turn));
      said.add(say(second.talk(), id, "at the other one " + turn));
    }
    second.heal();
    Map<String, Kept.Message> kept =
        new KeptInPostgres(nodes.postgres())
            .messages(id).stream()
                .collect(Collectors.toMap(Kept.Message::content, Function.identity()));
    assertThat(kept).hasSize(2 * said.size()).containsKeys(said.toArray(String[]::new));
    for (String branch : List.of("at the healthy one ", "at the other one ")) {
      String before = "Re: before";
      for (int turn = 0; turn < 3; turn++) {
        Kept.Message question = kept.get(branch + turn);
        assertThat(question.parent()).as(branch + turn).isEqualTo(kept.get(before).id());
        before = "Re: " + branch + turn;
        assertThat(kept.get(before).parent()).as(before).isEqualTo(question.id());
      }
    }
    assertThat(first.talk().contents(id)).isEqualTo(second.talk().contents(id));
  }

  private static String say(Talk talk, String id, String content) {
    talk.say(id, content);
    return content;
  }

  private static AcknowledgedWrites load(Node node) {
    return AcknowledgedWrites.start(node.engine().client(), RATE, 8);
  }

  private void judge(String report, AcknowledgedWrites load, Node other) {
    load.stop();
    nodes.heal();
    WriteCheck own = load.checkByEngine();
    WriteCheck others = load.checkBy(other.engine().client());
    WriteCheck stored = load.checkIn(nodes.postgres());
    load.report(report, CUTS + " cuts, " + RATE + " writes a second", own, others, stored);
    assertThat(load.violations(own, others, stored)).isEmpty();
    assertThat(load.figures().acknowledged()).isPositive();
  }
}
