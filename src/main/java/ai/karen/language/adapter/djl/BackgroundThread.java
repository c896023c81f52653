package ai.karen.language.adapter.djl;

/** Starts work that must not hold up the start or the stop of the server. */
final class BackgroundThread {
  private BackgroundThread() {}

  static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(BackgroundThread.class.getClassLoader());
    thread.start();
  }
}
