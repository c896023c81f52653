package ai.karen.status.adapter.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The samples under one name, which Prometheus wants in one block.
 *
 * @param type {@code counter}, {@code gauge}, {@code histogram} or {@code summary}
 * @param samples grows while the registries are read
 */
record Family(String name, String type, String help, List<Sample> samples) {

  static Family empty(String name, String type, String help) {
    return new Family(name, type, help, new ArrayList<>());
  }
}
