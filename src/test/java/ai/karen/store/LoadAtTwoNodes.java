package ai.karen.store;

import ai.karen.testing.EngineClient;
import ai.karen.testing.Eventually;
import ai.karen.testing.writes.AcknowledgedWrites;
import ai.karen.testing.writes.KeptInPostgres;
import ai.karen.testing.writes.Node;
import ai.karen.testing.writes.Reports;
import ai.karen.testing.writes.SharedWrites;
import ai.karen.testing.writes.SiblingCheck;
import ai.karen.testing.writes.TwoNodes;
import ai.karen.testing.writes.WriteCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * What two nodes are told at the same time: each has conversations of its own, and there are some
 * that both continue. For one thread.
 */
final class LoadAtTwoNodes {
  private final TwoNodes nodes;
  private final int rate;
  private final List<AcknowledgedWrites> own;
  private final List<SharedWrites> shared = new ArrayList<>();

  private LoadAtTwoNodes(TwoNodes nodes, int rate) {
    this.nodes = nodes;
    this.rate = rate;
    this.own =
        both().stream()
            .map(node -> AcknowledgedWrites.start(node.engine().client(), rate))
            .toList();
  }

  /**
   * Each in conversations of its own.
   *
   * @param rate writes a second, of each node, and of each kind
   */
  static LoadAtTwoNodes start(TwoNodes nodes, int rate) {
    return new LoadAtTwoNodes(nodes, rate);
  }

  /** Also in conversations that both know, while neither sees the other's. */
  void branch(List<String> conversations) {
    for (Node node : both()) {
      EngineClient client = node.engine().client();
      shared.add(SharedWrites.start("side" + shared.size(), client, conversations, rate));
    }
  }

  /** Returns when each side was answered about twice in each of so many conversations. */
  void awaitAnswers(int conversations) {
    Eventually.holds(
        "both sides were answered",
        () -> acknowledgedInShared().stream().allMatch(times -> times >= 2 * conversations));
  }

  /** From now on each may see what the other was told. */
  void meet() {
    shared.forEach(SharedWrites::meet);
  }

  void stop() {
    own.forEach(AcknowledgedWrites::stop);
    shared.forEach(SharedWrites::stop);
  }

  /** Those of the shared conversations, of each node. */
  List<Integer> acknowledgedInShared() {
    return shared.stream().map(side -> side.figures().acknowledged()).toList();
  }

  /** What stands in the database. */
  List<String> violationsInPostgres() {
    List<String> all = new ArrayList<>();
    own.forEach(load -> all.addAll(load.checkIn(nodes.postgres()).violations()));
    all.addAll(siblingsInPostgres().violations());
    return all;
  }

  SiblingCheck siblingsInPostgres() {
    return SiblingCheck.of(new KeptInPostgres(nodes.postgres()), shared);
  }

  /** What was seen under load, and what either node tells of what both were told. */
  List<String> violations() {
    List<String> all = new ArrayList<>();
    for (AcknowledgedWrites load : own) {
      all.addAll(load.violations());
      load.figures().unanswered().forEach(what -> all.add("unanswered " + what));
      for (Node node : both()) {
        all.addAll(load.checkBy(node.engine().client()).violations());
      }
    }
    shared.forEach(side -> all.addAll(side.violations()));
    both().forEach(node -> all.addAll(SiblingCheck.by(node, shared).violations()));
    return all;
  }

  void report(String name, String conditions) {
    StringBuilder report = new StringBuilder(conditions).append("\n");
    for (AcknowledgedWrites load : own) {
      WriteCheck check = load.checkIn(nodes.postgres());
      report.append(load.figures().table()).append(check.table());
    }
    shared.forEach(side -> report.append(side.figures().table()));
    Reports.write(name, report.append(siblingsInPostgres().table()).toString());
  }

  private List<Node> both() {
    return List.of(nodes.first(), nodes.second());
  }
}
