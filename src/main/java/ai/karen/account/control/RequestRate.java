package ai.karen.account.control;

import ai.karen.account.entity.Caller;
import ai.karen.configuration.control.Settings;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.SharedMemory;
import ai.karen.store.entity.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * How many requests each API key may send in a minute ({@code karen.keys.requests-per-minute}; none
 * unless set; and what was said when the key was made), over all nodes. Minutes are the clock's; so
 * twice as many may come within the 60 s around a minute's end. Thread-safe.
 */
@ApplicationScoped
public class RequestRate {
  static final String SETTING = "karen.keys.requests-per-minute";

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST = 1_000_000;
  private static final int UNLIMITED = 0;
  private static final int TOO_MANY_REQUESTS = 429;

  private final SharedMemory memory;
  private final ApiKeys keys;
  private final int most;

  /** For the container's client proxy. */
  protected RequestRate() {
    this.memory = null;
    this.keys = null;
    this.most = UNLIMITED;
  }

  @Inject
  public RequestRate(Settings settings, SharedMemory memory, ApiKeys keys) {
    this.memory = memory;
    this.keys = keys;
    this.most = settings.number(SETTING, UNLIMITED, 1, MOST);
  }

  /** Lets the container make this at the start, so that unusable settings are named by then. */
  void beThere(@Observes Startup event) {}

  /** Of the setting and the key's own limit the lower one; 0 for none. */
  long most(Caller caller) {
    long ofKey = keys.find(caller.keyId()).map(key -> key.terms().requestsPerMinute()).orElse(0L);
    if (ofKey == UNLIMITED) {
      return most;
    }
    return most == UNLIMITED ? ofKey : Math.min(most, ofKey);
  }

  /**
   * Counts a request, where they are limited. Blocks for up to {@link SharedMemory#LONGEST_CALL}.
   *
   * @throws ProblemException 429 where it is one too many
   */
  public void require(Caller caller) {
    long allowed = most(caller);
    if (allowed != UNLIMITED) {
      Tally tally = memory.increment("requests:" + caller.keyId(), MINUTE);
      if (tally.count() > allowed) {
        throw new ProblemException(refusal(caller, allowed, tally.left()));
      }
    }
  }

  private static Problem refusal(Caller caller, long most, Duration wait) {
    String who = caller.session() == null ? "This API key" : "This login session";
    String message = who + " may send " + most + " requests per minute, and has sent them.";
    String step = "Come back when the next minute begins, or ask the operator for more.";
    return new Problem(
        TOO_MANY_REQUESTS,
        "requests",
        "rate_limit_exceeded",
        message,
        null,
        List.of(step),
        wait,
        true);
  }
}
