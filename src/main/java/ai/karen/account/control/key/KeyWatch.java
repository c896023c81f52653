package ai.karen.account.control.key;

import ai.karen.account.control.ApiKeys;
import ai.karen.account.control.key.KnownKeys.Content;
import ai.karen.account.control.token.SigningKeys;
import ai.karen.account.entity.ApiKey;
import ai.karen.account.entity.UserChanged;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.Ledger;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.control.StoreUnavailable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the keys in memory as the database has them. A key that was taken back here never returns,
 * even where the database does not know of it yet. Under another secret than theirs no key is
 * called bad; the signing keys, which are sealed, tell. Thread-safe; blocks.
 */
@ApplicationScoped
public class KeyWatch {
  static final String CHANNEL = "api-keys";

  private static final Logger LOG = System.getLogger(KeyWatch.class.getName());
  private static final String CHANGED = "changed";
  private static final String REVOKED = "revoked:";

  private final Ledger ledger;
  private final ApiKeys keys;
  private final KeyTokens tokens;
  private final KnownKeys known;
  private final SharedMemory memory;
  private final StoreThreads threads;
  private final SigningKeys signing;

  /** Guarded by this, as what is shared. */
  private final Set<String> revoked = new HashSet<>();

  private List<ApiKey> inForce = List.of();
  private boolean telling;
  private Content written;
  private volatile boolean current;

  /** For the container's client proxy. */
  protected KeyWatch() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public KeyWatch(
      Ledger ledger,
      ApiKeys keys,
      KeyTokens tokens,
      KnownKeys known,
      SharedMemory memory,
      StoreThreads threads,
      SigningKeys signing) {
    this.ledger = ledger;
    this.keys = keys;
    this.tokens = tokens;
    this.known = known;
    this.memory = memory;
    this.threads = threads;
    this.signing = signing;
  }

  /** Puts in force what was known when this node last ran, and listens to the others. */
  synchronized void begin() {
    Optional<Content> copy = known.read();
    // Without one nobody can tell which keys are bad before the database was asked.
    telling = copy.isPresent();
    Content before = copy.orElse(KnownKeys.NOTHING);
    revoked.addAll(before.revoked());
    tokens.assume(before.tokens());
    written = before;
    share(before.keys());
    memory.subscribe(CHANNEL, this::hear);
    memory.subscribe(SharedMemory.HEARS_AGAIN, sign -> hear(CHANGED));
  }

  /** Whether the database has told what keys there are. */
  public boolean isCurrent() {
    return current;
  }

  /**
   * @throws StoreUnavailable what is known stays
   */
  synchronized void refresh() {
    KeySnapshot snapshot = KeySnapshot.read(ledger);
    // Asked first: under another secret no key is to be called bad for a moment either.
    telling = signing.areOurs();
    tokens.load(snapshot.usages());
    revoked.retainAll(snapshot.ids());
    share(snapshot.keys());
    current = true;
    keepCopy();
  }

  /** As {@link #refresh}; where the database is away, the next one will do. */
  void tryToRefresh() {
    try {
      refresh();
    } catch (ProblemException away) {
      LOG.log(Level.DEBUG, "The API keys can't be read now", away);
      keepWhatWasSpent();
    }
  }

  /** Tells the other nodes that something changed. */
  void tell() {
    memory.publish(CHANNEL, CHANGED);
  }

  /**
   * Takes a key out of force, for good, on this node and on those that can be told.
   *
   * @throws IOException it is out of force until the next start only
   */
  synchronized void revoke(String id) throws IOException {
    stop(id);
    known.write(content());
    written = content();
    memory.publish(CHANNEL, REVOKED + id);
  }

  /**
   * Keys of whoever lost their account stop before the database is asked, and before others fail
   * who need it.
   */
  void changed(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) UserChanged event) {
    String owner = event.user().toString();
    boolean ends =
        event.kind() == UserChanged.Kind.DISABLED || event.kind() == UserChanged.Kind.DELETED;
    if (ends) {
      drop(owner);
    }
    tryToRefresh();
    tell();
  }

  private synchronized void drop(String owner) {
    share(inForce.stream().filter(key -> !key.owner().equals(owner)).toList());
    keepCopy();
  }

  private void hear(String message) {
    threads.supply(
        () -> {
          if (message.startsWith(REVOKED)) {
            stop(message.substring(REVOKED.length()));
          }
          tryToRefresh();
          return null;
        });
  }

  private synchronized void stop(String id) {
    revoked.add(id);
    share(inForce);
  }

  private void share(List<ApiKey> found) {
    inForce = found.stream().filter(key -> !revoked.contains(key.id())).toList();
    keys.share(inForce, telling);
  }

  /** For a start before the database is back. */
  private synchronized void keepWhatWasSpent() {
    keepCopy();
  }

  private void keepCopy() {
    Content content = content();
    if (!content.equals(written)) {
      known.tryToWrite(content);
      written = content;
    }
  }

  private Content content() {
    Set<String> counted =
        inForce.stream()
            .filter(key -> key.terms().tokenBudget() > 0)
            .map(ApiKey::id)
            .collect(Collectors.toSet());
    return new Content(
        inForce, revoked, counted.stream().collect(Collectors.toMap(id -> id, tokens::total)));
  }
}
