package ai.karen.store.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsentTest {
  private final Unsent unsent = new Unsent();
  private final List<String> sent = new ArrayList<>();

  @Test
  void lettersAreSentOnceInTheirOrder() {
    unsent.add("one");
    unsent.add("two");
    unsent.add("one");
    unsent.send(sent::add);
    unsent.send(sent::add);
    assertThat(sent).containsExactly("one", "two", "one");
  }

  @Test
  void whatCouldNotBeSentIsSentNextTime() {
    unsent.add("one");
    unsent.add("two");
    assertThatThrownBy(() -> unsent.send(this::sendOne)).isInstanceOf(RedisTrouble.class);
    unsent.send(sent::add);
    assertThat(sent).containsExactly("one", "two");
  }

  private void sendOne(String letter) {
    if (!sent.isEmpty()) {
      throw new RedisTrouble("for this test");
    }
    sent.add(letter);
  }

  @Test
  void requirement7TenThousandAreKeptAndNotOneMore() {
    for (int letter = 1; letter <= Unsent.MOST + 1; letter++) {
      unsent.add("letter " + letter);
    }
    unsent.send(sent::add);
    assertThat(sent).hasSize(Unsent.MOST).startsWith("letter 1").endsWith("letter " + Unsent.MOST);
  }
}
