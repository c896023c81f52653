package ai.karen.status.control;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what one class logs, and keeps it off the console. */
final class TestingLog extends Handler {
  private final List<String> lines = new ArrayList<>();
  // Held here: the log forgets a logger that nobody refers to.
  private final Logger logger;

  TestingLog(Class<?> source) {
    logger = Logger.getLogger(source.getName());
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  List<String> lines() {
    return lines;
  }

  List<String> warnings() {
    return lines.stream().filter(line -> line.startsWith(Level.WARNING.getName())).toList();
  }

  @Override
  public void publish(LogRecord entry) {
    Object[] parameters = entry.getParameters();
    String message = entry.getMessage();
    lines.add(
        entry.getLevel()
            + " "
            + (parameters == null ? message : MessageFormat.format(message, parameters)));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
