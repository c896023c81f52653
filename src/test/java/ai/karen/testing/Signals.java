package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What {@link ProcessHandle} cannot do, or not soon. On POSIX systems only. */
final class Signals {
  private static final long A_MOMENT = 2_000_000;

  private Signals() {}

  /** In this order, so that the first makes no more when its children are stopped. */
  static void stop(List<ProcessHandle> processes) {
    send("-STOP", processes);
  }

  static void goOn(List<ProcessHandle> processes) {
    send("-CONT", processes);
  }

  /**
   * Kills and waits for the ends. {@link ProcessHandle#onExit} would look at processes that are no
   * children of this one ever more rarely.
   */
  static void kill(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : processes) {
      while (process.isAlive()) {
        LockSupport.parkNanos(A_MOMENT);
      }
    }
  }

  private static void send(String signal, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(process -> command.add(String.valueOf(process.pid())));
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
