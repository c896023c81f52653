package ai.karen.account.control.key;

import ai.karen.timing.control.Background;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;

/** What is done about keys in the background, for as long as the application runs. */
@ApplicationScoped
public class KeyLife {
  static final Duration REFRESH = Duration.ofSeconds(10);
  static final Duration NOTE = Duration.ofMinutes(1);

  private final KeyWatch watch;
  private final Background refresh;
  private final Background notes;
  private final KeyNotes uses;

  /** For the container's client proxy. */
  protected KeyLife() {
    this.watch = null;
    this.refresh = null;
    this.notes = null;
    this.uses = null;
  }

  @Inject
  public KeyLife(KeyWatch watch, KeyNotes uses, ManagedThreadFactory threads) {
    this.watch = watch;
    this.uses = uses;
    this.refresh = new Background(threads, REFRESH, watch::tryToRefresh);
    this.notes = new Background(threads, NOTE, uses::write);
  }

  void start(@Observes Startup event) {
    watch.begin();
    refresh.start();
    notes.start();
  }

  /** While everything else still works; in which order the rest ends is not known. */
  void write(@Observes Shutdown event) {
    uses.write();
  }

  @PreDestroy
  void stop() {
    refresh.close();
    notes.close();
    uses.write();
  }
}
