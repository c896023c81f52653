package ai.karen.conversation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.problem.entity.ProblemException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportTurnsTest {
  private final ExportTurns turns = new ExportTurns();
  private final List<AsyncListener> requests = new ArrayList<>();

  @Test
  void soManyAreWrittenAtATimeAndOneMoreIsRefused() {
    takeAll();

    assertThat(requests).hasSize(ExportTurns.MOST);
    assertThatThrownBy(() -> turns.take("another", request()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().status()).isEqualTo(503));
  }

  @Test
  void aTurnIsGivenBackOnceHoweverOftenTheContainerTellsTheEnd() throws IOException {
    takeAll();
    requests.get(0).onComplete(null);
    requests.get(0).onComplete(null);

    turns.take("another", request());

    assertThatThrownBy(() -> turns.take("another", request())).isInstanceOf(ProblemException.class);
  }

  @Test
  void oneOwnerHasSoManyAndOneMoreIsRefused() throws IOException {
    for (int turn = 0; turn < ExportTurns.MOST_OF_ONE; turn++) {
      turns.take("one", request());
    }

    assertThatThrownBy(() -> turns.take("one", request()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem().status()).isEqualTo(429));
    turns.take("another", request());
    requests.get(0).onComplete(null);
    turns.take("one", request());
  }

  private void takeAll() {
    for (int turn = 0; turn < ExportTurns.MOST; turn++) {
      turns.take("owner" + turn, request());
    }
  }

  private AsyncContext request() {
    return (AsyncContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, method, arguments) -> {
              requests.add((AsyncListener) arguments[0]);
              return null;
            });
  }
}
