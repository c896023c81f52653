package ai.karen.testing.writes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what was acknowledged with what is kept. For one thread. */
public final class WriteCheck {
  private static final String ALONE = "question alone ";

  private final Kept kept;
  private final List<String> lost = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> halfWritten = new ArrayList<>();
  private final List<String> alone = new ArrayList<>();
  private final List<String> misplaced = new ArrayList<>();
  private int checked;

  private WriteCheck(Kept kept) {
    this.kept = kept;
  }

  static WriteCheck of(List<Written> written, Kept kept) {
    WriteCheck check = new WriteCheck(kept);
    check.titles(written);
    written.stream().filter(conversation -> conversation.id != null).forEach(check::conversation);
    return check;
  }

  /** Acknowledged, and not there. */
  public List<String> lost() {
    return lost;
  }

  public List<String> doubled() {
    return doubled;
  }

  /** Refused, and there all the same; of a message it says so when its answer is there too. */
  public List<String> halfWritten() {
    return halfWritten;
  }

  /** Questions without an answer, as the engine told. */
  public List<String> alone() {
    return alone;
  }

  /** Not in the order in which it was said, or not behind what it follows. */
  public List<String> misplaced() {
    return misplaced;
  }

  /** Everything that must not be, a sentence each. */
  public List<String> violations() {
    List<String> all = new ArrayList<>();
    lost.forEach(what -> all.add("lost " + what));
    doubled.forEach(what -> all.add("doubled " + what));
    halfWritten.forEach(what -> all.add("half-written " + what));
    alone.forEach(what -> all.add(ALONE + what));
    misplaced.forEach(what -> all.add("misplaced " + what));
    return all;
  }

  /**
   * Whether it is but a question without an answer, of which the engine told that it is kept: what
   * has to be allowed where stores may fail between the two.
   */
  public static boolean isQuestionAlone(String violation) {
    return violation.startsWith(ALONE);
  }

  public String table() {
    StringBuilder table = new StringBuilder();
    WriteFigures.line(table, "checked", checked);
    WriteFigures.line(table, "lost", lost.size());
    WriteFigures.line(table, "doubled", doubled.size());
    WriteFigures.line(table, "half-written", halfWritten.size());
    WriteFigures.line(table, "questions alone", alone.size());
    WriteFigures.line(table, "misplaced", misplaced.size());
    return table.toString();
  }

  private void titles(List<Written> written) {
    Map<String, Long> names =
        kept.titles().stream()
            .map(title -> title.split(" ", 2)[0])
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    for (Written conversation : written) {
      long times = names.getOrDefault(conversation.name, 0L);
      if (times > 1) {
        doubled.add(conversation.name);
      }
      if (times > 0 && conversation.created == Outcome.Kind.REFUSED) {
        halfWritten.add(conversation.name);
      }
      if (times == 0 && conversation.isAlive()) {
        lost.add(conversation.name + " in the list");
      }
    }
  }

  private void conversation(Written conversation) {
    checked++;
    Optional<String> title = kept.title(conversation.id);
    if (conversation.deleted == Outcome.Kind.ACKNOWLEDGED) {
      title.ifPresent(back -> lost.add("the deletion of " + conversation.name));
    } else if (title.isPresent()) {
      title(conversation, title.get());
      messages(conversation, kept.messages(conversation.id));
    } else if (conversation.deleted == null) {
      lost.add(conversation.name);
    }
  }

  private void title(Written conversation, String title) {
    checked++;
    if (!title.equals(conversation.title) && !conversation.possibleTitles.contains(title)) {
      lost.add("the title " + conversation.title + ", it is " + title);
    }
  }

  private void messages(Written conversation, List<Kept.Message> messages) {
    List<String> contents = messages.stream().map(Kept.Message::content).toList();
    int last = -1;
    for (Written.Said said : conversation.said) {
      checked++;
      count(said, contents);
      int place = contents.indexOf(said.content());
      int answer = contents.indexOf(said.answer());
      if (place >= 0) {
        if (place <= last || answer >= 0 && answer != place + 1) {
          misplaced.add(said.content() + " in " + contents);
        }
        last = Math.max(place, answer);
      }
    }
    siblings(messages);
  }

  private void count(Written.Said said, List<String> contents) {
    long times = contents.stream().filter(said.content()::equals).count();
    long answers = contents.stream().filter(said.answer()::equals).count();
    if (times > 1 || answers > 1) {
      doubled.add(said.content() + " " + times + " times, answered " + answers + " times");
    }
    if (said.end() == Outcome.Kind.ACKNOWLEDGED && (times == 0 || answers == 0)) {
      lost.add(said.content() + (times == 0 ? "" : "'s answer"));
    }
    refused(said, times, answers);
  }

  private void refused(Written.Said said, long times, long answers) {
    if (said.end() == Outcome.Kind.REFUSED && times > 0) {
      halfWritten.add(said.content() + withAnswers(answers));
    }
    if (said.end() == Outcome.Kind.QUESTION_KEPT) {
      alone(said.content(), times, answers);
    }
  }

  private void alone(String content, long times, long answers) {
    if (times == 0) {
      lost.add(content + ", told to be kept");
    } else if (answers > 0) {
      halfWritten.add(content + withAnswers(answers));
    } else {
      alone.add(content);
    }
  }

  private static String withAnswers(long answers) {
    return answers == 0 ? "" : " with its answer";
  }

  /** One writer on one node never branches. */
  private void siblings(List<Kept.Message> messages) {
    Set<String> parents = new HashSet<>();
    for (Kept.Message message : messages) {
      String parent = message.parent();
      if (parent != null && !parent.isEmpty() && !parents.add(parent)) {
        misplaced.add("a second message behind " + parent + " in " + messages);
      }
    }
  }
}
