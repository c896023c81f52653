package ai.karen.language.adapter.djl;

import ai.karen.language.entity.Embeddings;
import java.util.List;

/** An embedder whose model is in memory. Thread-safe. */
interface LoadedEmbedder {

  /** As {@link ai.karen.language.control.Embedder#embed}. */
  Embeddings embed(List<String> texts);

  /** Gives native memory back; no call may follow. */
  void close();
}
