package ai.karen.account.control.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.health.control.TestingClock;
import ai.karen.store.control.StoreUnavailable;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ValidationCacheTest {
  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final User ADA =
      new User(new UUID(8, 8), "ada@example.org", null, Role.USER, true);

  private final TestingClock clock = new TestingClock();
  private final ValidationCache cache = new ValidationCache(LIFE, clock);
  private final UUID session = UUID.randomUUID();
  private int loads;

  @Test
  void requirement5WithinItsLifeNobodyIsAsked() {
    cache.get(session, this::alive);
    clock.advance(LIFE.minusMillis(1));
    cache.get(session, this::alive);
    assertThat(loads).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    cache.get(session, this::alive);
    assertThat(loads).isEqualTo(2);
  }

  @Test
  void requirement5TheLifeBeginsWhenTheStoreIsAsked() {
    cache.get(
        session,
        id -> {
          clock.advance(LIFE);
          return alive(id);
        });
    cache.get(session, this::alive);

    assertThat(loads).isEqualTo(2);
  }

  @Test
  void requirement5WhatWasReadBeforeAnEndIsNotKeptAfterIt() {
    cache.get(
        session,
        id -> {
          SessionState read = alive(id);
          cache.drop(session);
          return read;
        });

    assertThat(cache.get(session, SessionState::gone).refusal()).isNotNull();
  }

  @Test
  void requirement5TheSameForAllOfAUser() {
    cache.get(
        session,
        id -> {
          SessionState read = alive(id);
          cache.dropAll(state -> state.user().equals(ADA));
          return read;
        });
    assertThat(cache.get(session, SessionState::gone).refusal()).isNotNull();
    cache.dropAll(state -> true);
    cache.get(session, this::alive);
    cache.dropAll(state -> state.user().equals(ADA));

    assertThat(cache.get(session, SessionState::gone).refusal()).isNotNull();
  }

  @Test
  void requirement5AStoreThatCanNotTellIsAskedAgain() {
    Function<UUID, SessionState> away =
        id -> {
          throw new StoreUnavailable("It is away", LIFE, null);
        };
    assertThatThrownBy(() -> cache.get(session, away)).isInstanceOf(StoreUnavailable.class);

    assertThat(cache.get(session, this::alive).refusal()).isNull();
  }

  @Test
  void requirement5ItIsBounded() {
    cache.get(session, this::alive);
    for (int other = 0; other < ValidationCache.MOST; other++) {
      cache.get(new UUID(1, other), this::alive);
    }
    cache.get(session, this::alive);

    assertThat(loads).isEqualTo(ValidationCache.MOST + 2);
  }

  private SessionState alive(UUID id) {
    loads++;
    return new SessionState(id, ADA, clock.instant(), clock.instant().plus(LIFE), null, Set.of());
  }
}
