package ai.karen.conversation.control.memory;

import ai.karen.conversation.entity.Message;
import ai.karen.conversation.entity.Quantised;
import ai.karen.language.control.Embedder;
import ai.karen.language.control.EmbedderUnavailableException;
import ai.karen.language.control.TextTooLongException;
import ai.karen.store.control.Ledger;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Embeds messages that have no vector yet, a few at a time, so that nobody who waits for an answer
 * feels it. Nodes of one database may embed the same message; the first one counts.
 */
@ApplicationScoped
public class Remembering {
  static final int BATCH = 50;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What is older was seen to at the start, or by the look at everything. */
  private static final Duration RECENT = Duration.ofMinutes(10);

  private static final Duration EVERYTHING = Duration.ofHours(1);

  private static final String QUERY =
      "select m from Message m where m.createdAt > :since and m.status = 'complete'"
          + " and m.content <> '' and not exists"
          + " (select v.messageId from MessageVector v where v.messageId = m.id)"
          + " order by m.createdAt";

  private final Ledger ledger;
  private final Embedder embedder;
  private final TimeOrderedIds ids;
  private final Clock clock;
  private final ManagedThreadFactory threads;
  private Instant nextLookAtEverything = Instant.EPOCH;
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
    boolean everything = !clock.instant().isBefore(nextLookAtEverything);
    Instant since = everything ? Instant.EPOCH : clock.instant().minus(RECENT);
    try {
      Reading<List<Message>> read =
          ledger.list(rows -> rows.list(Message.class, QUERY, Map.of("since", since), BATCH));
      if (read.partial()) {
        // What is written down now could not be seen again before the database is back.
        return;
      }
      embedNew(read.value());
      if (everything && read.value().size() < BATCH) {
        nextLookAtEverything = clock.instant().plus(EVERYTHING);
      }
    } catch (StoreUnavailable | EmbedderUnavailableException later) {
      // The next turn tries again.
      return;
    }
  }

  /** Those of the turn before may still be on their way into the database. */
  private void embedNew(List<Message> messages) {
    messages.stream().filter(message -> !noted.contains(message.id())).forEach(this::embed);
    noted = messages.stream().map(Message::id).collect(Collectors.toSet());
  }

  private void embed(Message message) {
    ledger.note(
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
