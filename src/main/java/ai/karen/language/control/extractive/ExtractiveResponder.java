package ai.karen.language.control.extractive;

import ai.karen.language.entity.ExtractiveAnswer;
import ai.karen.language.entity.Utterance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine's last resort: answers a conversation by quoting from it and from the manual. Needs
 * nothing to be there. Thread-safe; takes well under a second, on the caller's thread.
 */
@ApplicationScoped
public class ExtractiveResponder {
  /** The text at hand is what most questions beside it are about. */
  private static final double LEAD_OF_MANUAL = 1.3;

  private static final double LEAST_OF_TEXT_AT_HAND = 0.67;

  private final Search search;
  private final Summary summary;
  private final Manual manual;

  /** For the container's client proxy. */
  protected ExtractiveResponder() {
    this(null, null, null);
  }

  @Inject
  public ExtractiveResponder(Search search, Summary summary, Manual manual) {
    this.search = search;
    this.summary = summary;
    this.manual = manual;
  }

  /**
   * Answers the last user message.
   *
   * @param conversation oldest message first; may be empty
   */
  public ExtractiveAnswer answer(List<Utterance> conversation) {
    Reading reading = Reading.of(conversation);
    List<String> sentences = new ArrayList<>(sentences(reading));
    if (reading.exceeded()) {
      sentences.add(1, Notice.LEFT_OUT);
    }
    return new ExtractiveAnswer(sentences);
  }

  private List<String> sentences(Reading reading) {
    Optional<String> greeting =
        reading.own().isEmpty() ? Greeting.reply(reading.request()) : Optional.empty();
    if (greeting.isPresent()) {
      return List.of(greeting.get(), Notice.SMALLTALK.sentence(), Notice.INVITATION);
    }
    boolean onlyText = reading.request().isEmpty() && !reading.own().isEmpty();
    return onlyText || Asking.wantsSummary(reading.request()) ? summary(reading) : found(reading);
  }

  private List<String> summary(Reading reading) {
    List<String> text = reading.own().isEmpty() ? reading.others() : reading.own();
    List<String> quotes = summary.of(text, SummaryLength.in(reading.request()));
    if (!quotes.isEmpty()) {
      return said(Notice.SUMMARISED, quotes);
    }
    return Asking.isQuestion(reading.request())
        ? found(reading)
        : List.of(Notice.NO_TEXT.sentence(), Notice.INVITATION);
  }

  private List<String> found(Reading reading) {
    double least = reading.own().isEmpty() ? 1 : LEAST_OF_TEXT_AT_HAND;
    Search.Found here = search.find(reading.request(), reading.all(), least);
    Search.Found there = manual.find(reading.request());
    boolean fromManual = there.relevance() >= 1 && isCloser(there, here, reading);
    if (fromManual) {
      return said(Notice.MANUAL, there.quotes());
    }
    return here.quotes().isEmpty()
        ? List.of(Notice.NOTHING.sentence(), Notice.INVITATION)
        : said(Notice.FOUND, here.quotes());
  }

  private static boolean isCloser(Search.Found manual, Search.Found here, Reading reading) {
    double lead = reading.own().isEmpty() ? 1 : LEAD_OF_MANUAL;
    return here.quotes().isEmpty() || manual.relevance() >= lead * here.relevance();
  }

  private static List<String> said(Notice notice, List<String> quotes) {
    List<String> sentences = new ArrayList<>(List.of(notice.sentence()));
    sentences.addAll(quotes);
    return sentences;
  }
}
