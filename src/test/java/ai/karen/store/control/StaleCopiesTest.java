package ai.karen.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.store.control.StaleCopies.Need;
import ai.karen.store.control.StaleCopies.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which copies come first, and which are not followed. */
class StaleCopiesTest {
  private final CopiesInDoubt doubts = new CopiesInDoubt();
  private final StaleCopies stale = new StaleCopies(doubts);
  private final UUID id = UUID.randomUUID();

  @Test
  void newsOfManyKeepNothingStrongerOut() {
    add(StaleCopies.MOST_READ, Need.NEWS);
    for (Need need : List.of(Need.COMPARE, Need.RENEW, Need.BROKEN)) {
      UUID other = UUID.randomUUID();
      stale.add(other, need);
      assertThat(next()).contains(new Stale(other, need));
    }
  }

  @Test
  void whatHasNewsAndIsReadIsComparedAsOther() {
    stale.add(id, Need.NEWS);
    add(StaleCopies.MOST_READ - 1, Need.NEWS);

    stale.add(id, Need.COMPARE);

    assertThat(next()).contains(new Stale(id, Need.COMPARE));
  }

  @Test
  void aLateCopyOfWhichTheJournalLetGoHasToBeMade() {
    stale.add(id, Need.LATE);
    stale.settling(id);
    stale.caughtUp(id);
    stale.settled(id);

    assertThat(stale.isBroken(id)).isTrue();
    assertThat(next()).contains(new Stale(id, Need.BROKEN));
  }

  @Test
  void whatIsBrokenStaysSoAfterARestartUntilItIsMadeOrDropped() {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(4).toList();
    ids.forEach(each -> stale.add(each, Need.BROKEN));
    stale.made(new Stale(ids.get(0), Need.BROKEN));
    stale.dropped(ids.get(1));
    stale.givenUp(ids.get(2));
    stale.add(id, Need.LATE);

    StaleCopies restarted = new StaleCopies(doubts);

    assertThat(restarted.broken()).containsExactly(ids.get(3));
  }

  @Test
  void readsBeyondTheMostAreNotFollowed() {
    add(StaleCopies.MOST_READ, Need.COMPARE);

    stale.add(id, Need.COMPARE);

    assertThat(all()).hasSize(StaleCopies.MOST_READ).doesNotContain(new Stale(id, Need.COMPARE));
  }

  @Test
  void whereManyReadNewsHaveTheirTurn() {
    stale.add(id, Need.NEWS);
    add(3, Need.COMPARE);

    assertThat(all())
        .extracting(Stale::need)
        .containsExactly(Need.COMPARE, Need.NEWS, Need.COMPARE, Need.COMPARE);
  }

  @Test
  void whatFailedIsBehindAllOthers() {
    stale.add(id, Need.BROKEN);
    add(1, Need.NEWS);

    stale.failed(id);

    assertThat(all()).extracting(Stale::need).containsExactly(Need.NEWS, Need.BROKEN);
  }

  @Test
  void aWeakerNeedChangesNothing() {
    stale.add(id, Need.BROKEN);
    stale.add(id, Need.NEWS);

    assertThat(all()).containsExactly(new Stale(id, Need.BROKEN));
  }

  @Test
  void whatIsNeededMoreSinceThenStays() {
    stale.add(id, Need.NEWS);
    Stale handled = next().orElseThrow();
    stale.add(id, Need.BROKEN);

    stale.made(handled);

    assertThat(stale.isBroken(id)).isTrue();
    assertThat(all()).containsExactly(new Stale(id, Need.BROKEN));
  }

  private void add(int many, Need need) {
    for (int number = 0; number < many; number++) {
      stale.add(UUID.randomUUID(), need);
    }
  }

  /** As they come. */
  private List<Stale> all() {
    List<Stale> all = new ArrayList<>();
    Optional<Stale> next = next();
    while (next.isPresent()) {
      all.add(next.get());
      stale.made(next.get());
      next = next();
    }
    return all;
  }

  private Optional<Stale> next() {
    return stale.next(each -> true);
  }
}
