package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Quantised;
import ai.karen.language.control.Embedder;
import ai.karen.language.control.EmbedderUnavailableException;
import ai.karen.language.control.TextTooLongException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.Rows;
import ai.karen.store.control.StoreUnavailable;
import ai.karen.store.entity.Reading;
import ai.karen.timing.control.Background;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Embeds messages that have no vector yet, a few at a time, so that nobody who waits for an answer
 * feels it. Nodes of one database may embed the same message; the first one counts.
 */
@ApplicationScoped
public class Remembering {
  static final int BATCH = 50;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What is older is seen to by the rounds; clocks of nodes differ by less, too. */
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final Ledger ledger;
  private final Embedder embedder;
  private final TimeOrderedIds ids;
  private final Clock clock;
  private final ManagedThreadFactory threads;
  private final Rounds rounds = new Rounds();
  private Set<UUID> noted = Set.of();
  private Background task;

  /** For the container's client proxy. */
  protected Remembering() {
    this(null, null, null, null, null);
  }

  @Inject
  public Remembering(
      Ledger ledger,
      Embedder embedder,
      TimeOrderedIds ids,
      Clock clock,
      ManagedThreadFactory threads) {
    this.ledger = ledger;
    this.embedder = embedder;
    this.ids = ids;
    this.clock = clock;
    this.threads = threads;
  }

  void start(@Observes Startup event) {
    embedder.whenReady(() -> task = new Background(threads, PAUSE, this::run).start());
  }

  @PreDestroy
  void stop() {
    if (task != null) {
      task.close();
    }
  }

  /** One batch. */
  void run() {
    Instant now = clock.instant();
    try {
      remember(now);
    } catch (EmbedderUnavailableException later) {
      // The next turn tries again.
      return;
    } catch (StoreUnavailable unseen) {
      rounds.unseen(now);
    }
  }

  private void remember(Instant now) {
    Instant since = now.minus(RECENT);
    List<Message> recent = look(rows -> Gaps.between(since, now.plus(RECENT), rows, BATCH));
    List<Gaps> older = older(since, now, BATCH - recent.size());
    embedNew(
        Stream.concat(recent.stream(), older.stream().flatMap(part -> part.messages().stream())));
    older.forEach(part -> goOn(part, now));
  }

  /** What is new is never held up by what is old. */
  private List<Gaps> older(Instant limit, Instant now, int most) {
    Optional<Instant> place = rounds.place(now).filter(after -> most > 0);
    return place.isEmpty()
        ? List.of()
        : look(rows -> List.of(Gaps.after(place.get(), limit, rows, most)));
  }

  /**
   * @throws StoreUnavailable also where something may be missing: what is written down now could
   *     not be seen again before the database is back
   */
  private <T> List<T> look(Function<Rows, List<T>> question) {
    Reading<List<T>> read = ledger.list(question);
    if (read.partial()) {
      throw new StoreUnavailable("Not all messages can be seen", PAUSE, null);
    }
    return read.value();
  }

  private void goOn(Gaps seen, Instant now) {
    if (seen.last()) {
      rounds.done(now);
    } else {
      rounds.passed(seen.end());
    }
  }

  /** Those of the turn before may still be on their way into the database. */
  private void embedNew(Stream<Message> messages) {
    noted =
        messages
            .filter(message -> noted.contains(message.id()) || embed(message))
            .map(Message::id)
            .collect(Collectors.toSet());
  }

  /**
   * @return whether it was taken down; a full journal did not
   */
  private boolean embed(Message message) {
    return ledger.note(
        VectorKind.operation(
            ids.nextUuid(),
            message.id(),
            message.conversationId(),
            embedder.model(),
            vector(message),
            clock.instant()));
  }

  /** What is too long to be read gets an empty vector, so that it is not tried for ever. */
  private Quantised vector(Message message) {
    try {
      return Quantised.of(embedder.embed(List.of(message.content())).vectors().get(0));
    } catch (TextTooLongException tooLong) {
      return new Quantised(0, new byte[0]);
    }
  }
}
