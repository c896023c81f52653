package ai.karen.admission.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.karen.admission.control.Gate;
import ai.karen.admission.control.Passage;
import ai.karen.admission.control.TestingGates;
import ai.karen.configuration.control.TestingConfig;
import ai.karen.door.control.RequestTime;
import ai.karen.door.control.WorkThreads;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A place at the gate is given back, whatever fails on a request's way through the filter. */
class AdmissionFilterTest {
  private static final FilterChain NOBODY = (request, response) -> {};

  private final Gate gate = TestingGates.ofOne();
  private final AdmissionFilter filter =
      new AdmissionFilter(
          gate, new RequestTime(TestingConfig.settings(Map.of())), new ThreadsHere());

  /** No threads: what begins there begins at once. */
  private static final class ThreadsHere extends WorkThreads {
    @Override
    public void execute(Runnable work) {
      work.run();
    }
  }

  @Test
  void aTurnThatTheContainerCanNotGiveIsGivenBackAndItsCallerToldSo()
      throws IOException, ServletException {
    TestingRequest waiting =
        new TestingRequest().failing("dispatch", new NullPointerException("a defect"));
    Passage first = gate.arrive(Duration.ofMinutes(1));
    ask(waiting, NOBODY);
    assertThat(gate.queued()).isOne();

    first.end();

    assertNothingIsTaken();
    assertThat(waiting.status()).isEqualTo(500);
    assertThat(waiting.isCompleted()).isTrue();
  }

  @Test
  void theTurnOfARequestThatHasEndedIsGivenBack() throws IOException, ServletException {
    TestingRequest waiting =
        new TestingRequest().failing("dispatch", new IllegalStateException("ended"));
    Passage first = gate.arrive(Duration.ofMinutes(1));
    ask(waiting, NOBODY);

    first.end();

    assertNothingIsTaken();
    assertThat(waiting.isCompleted()).isFalse();
  }

  @Test
  void whoCanNotWaitHasNoPlaceInTheLine() {
    TestingRequest unable =
        new TestingRequest().failing("startAsync", new IllegalStateException("closed"));
    Passage first = gate.arrive(Duration.ofMinutes(1));

    assertThatThrownBy(() -> ask(unable, NOBODY)).hasMessage("closed");

    assertThat(gate.queued()).isZero();
    first.end();
    assertNothingIsTaken();
  }

  @Test
  void aRequestThatCanNotBeAskedAnyMoreHasEnded() throws IOException, ServletException {
    ask(
        new TestingRequest().failing("isAsyncStarted", new NullPointerException("another's")),
        NOBODY);

    assertNothingIsTaken();
  }

  @Test
  void whateverIsThrownBehindTheFilterItsPlaceIsGivenBack() {
    FilterChain failing =
        (request, response) -> {
          throw new LinkageError("no such class");
        };

    assertThatThrownBy(() -> ask(new TestingRequest(), failing)).isInstanceOf(LinkageError.class);

    assertNothingIsTaken();
  }

  private void ask(TestingRequest request, FilterChain chain) throws IOException, ServletException {
    filter.doFilter(request.request(), request.response(), chain);
  }

  private void assertNothingIsTaken() {
    assertThat(gate.inFlight()).isZero();
    assertThat(gate.queued()).isZero();
  }
}
