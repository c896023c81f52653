package ai.karen.conversation.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.timing.control.TimeOrderedIds;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requirement 5: what a request is known by. */
class IdentitiesTest {
  private final Identities here = new Identities(new TimeOrderedIds(Clock.systemUTC()));
  private final Identities elsewhere = new Identities(new TimeOrderedIds(Clock.systemUTC()));

  @Test
  void requirement5EveryNodeMakesTheSameOfAKey() {
    RequestIdentity one = here.keyed("me", "POST /a", "key", "{}");
    RequestIdentity other = elsewhere.keyed("me", "POST /a", "key", "{}");

    assertThat(one).isEqualTo(other);
    assertThat(here.of(one, "answer")).isEqualTo(elsewhere.of(other, "answer"));
    assertThat(one.operation().version()).isEqualTo(8);
    assertThat(one.operation().variant()).isEqualTo(2);
  }

  @Test
  void requirement5OwnersRoutesAndKeysAreKeptApart() {
    Set<UUID> ids =
        Set.of(
            here.keyed("me", "POST /a", "key", "").operation(),
            here.keyed("you", "POST /a", "key", "").operation(),
            here.keyed("me", "POST /b", "key", "").operation(),
            here.keyed("me", "POST /a", "other", "").operation(),
            here.keyed("m", "ePOST /a", "key", "").operation());

    assertThat(ids).hasSize(5);
  }

  @Test
  void requirement5AnotherBodyHasAnotherFingerprint() {
    assertThat(here.keyed("me", "POST /a", "key", "{}").fingerprint())
        .isNotEqualTo(here.keyed("me", "POST /a", "key", "[]").fingerprint());
  }

  @Test
  void withoutAKeyEveryRequestIsItsOwn() {
    RequestIdentity once = here.once();

    assertThat(once.operation()).isNotEqualTo(here.once().operation());
    assertThat(once.operation().version()).isEqualTo(7);
    assertThat(here.of(once, "answer")).isNotEqualTo(here.of(once, "answer"));
  }
}
