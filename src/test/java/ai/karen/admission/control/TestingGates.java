package ai.karen.admission.control;

import ai.karen.timing.control.TestingTimer;

/** Gates for tests of who passes through them. */
public final class TestingGates {

  private TestingGates() {}

  /** One request runs, and one may wait; time stands still. */
  public static Gate ofOne() {
    return new Gate(new Limits(1, 1), 1, new TestingTimer(), refusal -> {});
  }
}
