package ai.karen.admission.adapter.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalTerminationTest {

  @Test
  void requirement7TheSignalRunsTheActionUntilItIsGivenBack() throws Exception {
    Semaphore outer = new Semaphore(0);
    Semaphore inner = new Semaphore(0);
    SignalTermination before = new SignalTermination();
    SignalTermination termination = new SignalTermination();
    before.onRequest(outer::release);
    try {
      termination.onRequest(inner::release);
      raise();
      assertThat(inner.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

      termination.giveWay();
      assertThat(outer.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

      termination.forget();
      raise();
      assertThat(outer.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
      assertThat(inner.tryAcquire()).isFalse();
    } finally {
      before.forget();
    }
  }

  private static void raise() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Object term = signal.getConstructor(String.class).newInstance("TERM");
    signal.getMethod("raise", signal).invoke(null, term);
  }
}
