package ai.karen.admission.control;

/** A process that only says how it would have ended. */
final class TestingTermination implements Termination {
  private Runnable action = () -> {};
  private String end = "running";

  /** Asks for the end, as a signal does. */
  void ask() {
    action.run();
  }

  /** How it ended: {@code running}, {@code exited} or {@code gave way}. */
  String end() {
    return end;
  }

  @Override
  public void onRequest(Runnable newAction) {
    action = newAction;
  }

  @Override
  public void forget() {
    action = () -> {};
  }

  @Override
  public void exit() {
    end = "exited";
  }

  @Override
  public void giveWay() {
    end = "gave way";
  }
}
