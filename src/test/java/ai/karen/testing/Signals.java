package ai.karen.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What {@link ProcessHandle} cannot send. On POSIX systems only. */
final class Signals {
  private Signals() {}

  /** In this order, so that the first makes no more when its children are stopped. */
  static void stop(List<ProcessHandle> processes) {
    send("-STOP", processes);
  }

  static void goOn(List<ProcessHandle> processes) {
    send("-CONT", processes);
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
