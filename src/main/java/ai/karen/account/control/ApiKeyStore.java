package ai.karen.account.control;

import ai.karen.account.entity.ApiKey;
import java.io.IOException;
import java.util.List;

/** Where API keys last. Thread-safe. */
public interface ApiKeyStore {

  /**
   * Every key, in the order of making; empty when none was ever stored.
   *
   * @throws IOException the keys can't be known; the store is left as it is
   */
  List<ApiKey> load() throws IOException;

  /** Whether a key was ever stored. */
  boolean wasUsed();

  /**
   * Adds a key for good.
   *
   * @throws IOException it was not added
   */
  void add(ApiKey key) throws IOException;

  /**
   * Takes a key away for good; nothing happens where there is none.
   *
   * @throws IOException it is still there
   */
  void remove(String id) throws IOException;
}
