package ai.karen.store.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.timing.control.TestingTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsentTest {
  private static final String MORE = "there was more";

  private final TestingTimer timer = new TestingTimer();
  private final Unsent unsent = new Unsent(MORE, timer);

  @Test
  void lettersAreSentInTheirOrderAndTheSameOneOnce() {
    List.of("one", "two", "one").forEach(unsent::add);
    assertThat(sent()).containsExactly("one", "two");
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatCouldNotBeSentIsDueStill() {
    unsent.add("one");
    assertThat(unsent.due()).containsExactly("one");
    unsent.add("two");
    assertThat(sent()).containsExactly("one", "two");
  }

  @Test
  void requirement7TheyAreSentOnceMoreForThoseWhoListenLater() {
    unsent.add("one");
    sent();
    timer.advance(Unsent.AGAIN.minusMillis(1));
    assertThat(sent()).isEmpty();
    timer.advance(Duration.ofMillis(1));
    assertThat(sent()).containsExactly("one");
    timer.advance(Unsent.AGAIN);
    assertThat(sent()).isEmpty();
  }

  @Test
  void requirement7TheTimeUntilThenBeginsAnewWhereRedisWentAgain() {
    unsent.add("one");
    sent();
    timer.advance(Unsent.AGAIN);
    unsent.isBack();
    assertThat(sent()).isEmpty();
    timer.advance(Unsent.AGAIN);
    assertThat(sent()).containsExactly("one");
  }

  @Test
  void requirement7WhatIsPostedSoonAfterAReturnIsSentOnceMore() {
    unsent.posted("at other times");
    unsent.isBack();
    timer.advance(Unsent.AGAIN.minusMillis(1));
    unsent.posted("early");
    timer.advance(Duration.ofMillis(1));
    unsent.posted("late");
    timer.advance(Unsent.AGAIN);
    assertThat(sent()).containsExactly("early");
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatIsSaidAgainMeanwhileIsSentTwiceFromThenOn() {
    unsent.add("one");
    sent();
    timer.advance(Unsent.AGAIN);
    unsent.add("one");
    assertThat(sent()).containsExactly("one");
    timer.advance(Unsent.AGAIN);
    assertThat(sent()).containsExactly("one");
    timer.advance(Unsent.AGAIN);
    assertThat(sent()).isEmpty();
  }

  @Test
  void requirement7TenThousandAreKeptTheLastOfWhichSaysThatThereWereMore() {
    add(Unsent.MOST - 1);
    assertThat(all()).hasSize(Unsent.MOST - 1).doesNotContain(MORE);
    add(Unsent.MOST);
    assertThat(all()).hasSize(Unsent.MOST).endsWith(MORE);
    add(Unsent.MOST + 1);
    assertThat(all()).hasSize(Unsent.MOST).endsWith("letter " + (Unsent.MOST - 1), MORE);
  }

  private void add(int count) {
    for (int letter = 1; letter <= count; letter++) {
      unsent.add("letter " + letter);
    }
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (List<String> batch = sent(); !batch.isEmpty(); batch = sent()) {
      assertThat(batch).hasSizeLessThanOrEqualTo(Unsent.BATCH);
      all.addAll(batch);
    }
    return all;
  }

  private List<String> sent() {
    List<String> due = unsent.due();
    unsent.sent(due);
    return due;
  }
}
