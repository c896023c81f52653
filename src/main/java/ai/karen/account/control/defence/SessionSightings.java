package ai.karen.account.control.defence;

import ai.karen.account.entity.IpText;
import ai.karen.store.control.SharedMemory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where sessions were seen last, on all nodes. IPv4 and IPv6 are looked at apart: a client that has
 * both uses now this, now that. Thread-safe; takes bounded memory.
 */
@ApplicationScoped
public class SessionSightings {
  private static final int MOST = 50_000;

  /** What is as fresh as this need not be told to the other nodes again. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Identities identities;
  private final SharedMemory memory;
  private final Clock clock;
  private final Lru<Sighting> here = new Lru<>(MOST);

  /** For the container's client proxy. */
  protected SessionSightings() {
    this(null, null, null);
  }

  @Inject
  public SessionSightings(Identities identities, SharedMemory memory, Clock clock) {
    this.identities = identities;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * Whether the session was in another network not longer ago than that.
   *
   * @param deed what was done there; each is looked at apart
   */
  boolean isElsewhere(String deed, UUID session, String address, Duration window) {
    Instant now = clock.instant();
    String key = "seen:" + deed + ":" + family(address) + ":" + session;
    Sighting current = new Sighting(identities.site(address), now);
    Optional<Sighting> local = here.get(key);
    if (local.filter(last -> isRepetition(last, current)).isPresent()) {
      return false;
    }
    Optional<Sighting> shared = memory.get(key).flatMap(Sighting::read);
    here.put(key, current);
    memory.put(key, current.text(), window.plus(FRESH));
    return local
        .map(one -> shared.map(one::later).orElse(one))
        .or(() -> shared)
        .filter(last -> !last.site().equals(current.site()))
        .filter(last -> !last.at().plus(window).isBefore(now))
        .isPresent();
  }

  private static boolean isRepetition(Sighting last, Sighting current) {
    return last.site().equals(current.site()) && last.at().plus(FRESH).isAfter(current.at());
  }

  private static int family(String address) {
    return IpText.read(address).map(known -> known.getAddress().length).orElse(0);
  }
}
