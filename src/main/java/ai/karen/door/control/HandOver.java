package ai.karen.door.control;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A queue that has a pool begin another thread where none is idle, and keeps work only when there
 * are as many as there may be: a pool's own queues either keep work first or refuse it then.
 * Thread-safe.
 */
final class HandOver extends LinkedTransferQueue<Runnable> implements RejectedExecutionHandler {
  private static final long serialVersionUID = 1;

  /** Takes work only for a thread that waits for it. */
  @Override
  public boolean offer(Runnable work) {
    return tryTransfer(work);
  }

  /** Keeps what nobody can do now; a pool that was stopped does nothing any more. */
  @Override
  public void rejectedExecution(Runnable work, ThreadPoolExecutor pool) {
    if (!pool.isShutdown()) {
      super.offer(work);
    }
  }
}
