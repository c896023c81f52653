package ai.karen.testing.writes;

import ai.karen.testing.writes.SharedWriter.Spoken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Compares what several nodes acknowledged in the same conversations with what is kept of them. For
 * one thread.
 */
public final class SiblingCheck {
  private final List<String> lost = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> misplaced = new ArrayList<>();
  private int checked;
  private int branchings;

  private SiblingCheck() {}

  /** After the load's end. */
  public static SiblingCheck of(Kept kept, List<SharedWrites> sides) {
    SiblingCheck check = new SiblingCheck();
    for (String id : sides.get(0).conversations()) {
      check.conversation(kept.messages(id), sides.stream().map(side -> side.spokenIn(id)).toList());
    }
    return check;
  }

  /**
   * Of one conversation.
   *
   * @param sides what each node was told, in order
   */
  static SiblingCheck of(List<Kept.Message> messages, Collection<List<Spoken>> sides) {
    SiblingCheck check = new SiblingCheck();
    check.conversation(messages, sides);
    return check;
  }

  /** Of what another engine tells. */
  public static SiblingCheck by(Node node, List<SharedWrites> sides) {
    return of(new KeptByEngine(new Requests(node.engine().client())), sides);
  }

  /** Messages that more than one follows. */
  public int branchings() {
    return branchings;
  }

  /** Everything that must not be, a sentence each. */
  public List<String> violations() {
    List<String> all = new ArrayList<>();
    lost.forEach(what -> all.add("lost " + what));
    doubled.forEach(what -> all.add("doubled or half-written " + what));
    misplaced.forEach(what -> all.add("misplaced " + what));
    return all;
  }

  public String table() {
    StringBuilder table = new StringBuilder();
    WriteFigures.line(table, "shared: checked", checked);
    WriteFigures.line(table, "shared: lost", lost.size());
    WriteFigures.line(table, "shared: doubled or half-written", doubled.size());
    WriteFigures.line(table, "shared: misplaced", misplaced.size());
    WriteFigures.line(table, "shared: branchings", branchings);
    return table.toString();
  }

  private void conversation(List<Kept.Message> messages, Collection<List<Spoken>> sides) {
    MessageTree tree = new MessageTree(messages);
    misplaced.addAll(tree.violations());
    branchings += (int) tree.branchings();
    sides.forEach(side -> side(side, tree));
  }

  private void side(List<Spoken> spoken, MessageTree tree) {
    Spoken before = null;
    boolean strictly = false;
    for (Spoken now : spoken) {
      checked++;
      count(now, tree);
      if (now.isAcknowledged()) {
        place(before, strictly && now.alone(), now, tree);
        before = now;
      }
      strictly = now.isAcknowledged();
    }
  }

  private void count(Spoken spoken, MessageTree tree) {
    Written.Said said = spoken.said();
    long times = tree.times(said.content());
    long answers = tree.times(said.answer());
    long most = said.end() == Outcome.Kind.REFUSED ? 0 : 1;
    if (times > most || answers > most) {
      doubled.add(said + " " + times + " times, answered " + answers + " times");
    }
    if (spoken.isAcknowledged() && (times == 0 || answers == 0)) {
      lost.add(said.content() + (times == 0 ? "" : "'s answer"));
    }
  }

  /**
   * An answer follows its question. A question follows the answer before it on its own node, or
   * something later where that may have been there.
   *
   * @param before null for the first
   * @param strictly whether nothing later may have been there
   */
  private void place(Spoken before, boolean strictly, Spoken now, MessageTree tree) {
    String content = now.said().content();
    if (tree.parentOf(now.said().answer()) != tree.placeOf(content)) {
      misplaced.add("the answer of " + content);
    }
    if (before == null) {
      return;
    }
    int parent = tree.parentOf(content);
    int own = tree.placeOf(before.said().answer());
    if (strictly ? parent != own : parent < own) {
      misplaced.add(content + " follows the message at " + parent + ", not the one at " + own);
    }
  }
}
