package ai.karen.language.control.extractive;

import ai.karen.language.control.Embedder;
import ai.karen.language.entity.Vectors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The engine's manual: ways of asking, and what to answer. Thread-safe. */
@ApplicationScoped
public class Manual {
  private static final double ANSWERS_BY_MEANING = 0.6;
  private static final double ANSWERS_BY_WORDS = 0.7;

  private final Embedder embedder;
  private final Meaning meaning;
  private final List<ManualEntry> entries = ManualEntry.read();
  private final Bm25 words = new Bm25(entries.stream().map(ManualEntry::question).toList());
  private volatile List<float[]> vectors = List.of();

  /** For the container's client proxy. */
  protected Manual() {
    this(null, null);
  }

  @Inject
  public Manual(Embedder embedder, Meaning meaning) {
    this.embedder = embedder;
    this.meaning = meaning;
  }

  /** The questions are embedded once, behind the start. */
  void onStart(@Observes @Initialized(ApplicationScoped.class) Object start) {
    embedder.whenReady(this::learn);
  }

  void learn() {
    List<String> questions = entries.stream().map(ManualEntry::question).toList();
    List<float[]> learned = new ArrayList<>();
    questions.forEach(question -> learned.addAll(embedder.embed(List.of(question)).vectors()));
    vectors = learned;
  }

  /** What the manual says to a request; nothing and a relevance below 1 when it says nothing. */
  Search.Found find(String request) {
    double[] scores = scores(request);
    int best = Priority.byScore(scores).get(0);
    List<String> answer = scores[best] < 1 ? List.of() : entries.get(best).answer();
    return new Search.Found(answer, scores[best]);
  }

  private double[] scores(String request) {
    List<float[]> asked = vectors.isEmpty() ? List.of() : meaning.vectors(List.of(request));
    double[] byWords = words.scores(request);
    return IntStream.range(0, entries.size())
        .mapToDouble(
            place ->
                asked.isEmpty()
                    ? byWords[place] / ANSWERS_BY_WORDS
                    : Vectors.cosine(asked.get(0), vectors.get(place)) / ANSWERS_BY_MEANING)
        .toArray();
  }
}
