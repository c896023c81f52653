package ai.karen.door.control;

/** No threads: whatever is to be written is written by whoever brings it. */
public final class TestingAnswerThreads extends AnswerThreads {

  @Override
  public void execute(Runnable writing) {
    writing.run();
  }
}
