package ai.karen.provider.control;

import ai.karen.provider.entity.Delta;
import ai.karen.provider.entity.Usage;
import java.util.concurrent.atomic.AtomicInteger;

/** What a provider told in one call besides its words. Written by one thread at a time. */
final class Told {
  private final AtomicInteger malformed = new AtomicInteger();
  private volatile Usage usage = Usage.NONE;
  private volatile String model;

  void note(Delta delta) {
    delta.usage().ifPresent(this::note);
    if (model == null) {
      delta.model().ifPresent(name -> model = name);
    }
  }

  void note(Usage reported) {
    usage = reported;
  }

  void noteMalformed() {
    malformed.incrementAndGet();
  }

  /** {@link Usage#NONE} as long as it has not told. */
  Usage usage() {
    return usage;
  }

  /** The model as it names it, or this one before it has spoken. */
  String modelOr(String asked) {
    String named = model;
    return named == null ? asked : named;
  }

  /** Pieces that could not be read. */
  int malformed() {
    return malformed.get();
  }
}
