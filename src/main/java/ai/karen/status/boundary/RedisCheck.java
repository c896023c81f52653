package ai.karen.status.boundary;

import ai.karen.health.control.ConditionCheck;
import ai.karen.health.entity.Condition;
import ai.karen.store.control.MeetingPoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.health.Readiness;

/** Always up: where Redis is away, each node remembers for itself. */
@Readiness
@ApplicationScoped
public class RedisCheck extends ConditionCheck {
  private final MeetingPoint redis;

  /** For the container's client proxy. */
  protected RedisCheck() {
    this.redis = null;
  }

  @Inject
  public RedisCheck(MeetingPoint redis, Clock clock) {
    super("redis", clock);
    this.redis = redis;
  }

  @Override
  protected Condition condition() {
    return redis.condition();
  }
}
