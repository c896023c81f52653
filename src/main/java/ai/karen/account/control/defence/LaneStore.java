package ai.karen.account.control.defence;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Where the states of lanes outlast a restart and reach other nodes. Thread-safe. */
public interface LaneStore {

  /** What was kept; empty where nothing was, or where that can't be known now. */
  Optional<LaneState> load(String key);

  /** Keeps it, a little later. */
  void save(String key, LaneState state);

  /** Tells what this node and others save from now on. */
  void listen(BiConsumer<String, LaneState> receiver);
}
