package ai.karen.account.adapter;

import ai.karen.account.control.ApiKeyStore;
import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.ApiKey;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps API keys in a file of the data folder. */
@ApplicationScoped
public class FolderApiKeyStore implements ApiKeyStore {
  static final String FILE = "api-keys.json";

  private final DataFolder folder;
  private final KeyHash hash;

  /** For the container's client proxy. */
  protected FolderApiKeyStore() {
    this(null, null);
  }

  @Inject
  public FolderApiKeyStore(DataFolder folder, KeyHash hash) {
    this.folder = folder;
    this.hash = hash;
  }

  @Override
  public List<ApiKey> load() throws IOException {
    try {
      Optional<String> file = folder.read(FILE);
      return file.isPresent() ? ApiKeysFile.parse(file.get(), hash.fingerprint()) : List.of();
    } catch (IOException unusable) {
      folder.report(FILE, Reason.of(unusable));
      throw unusable;
    }
  }

  @Override
  public boolean wasUsed() {
    return folder.holds(FILE);
  }

  /** Reads first, so that a file which can't be read is never overwritten. */
  @Override
  public synchronized void add(ApiKey key) throws IOException {
    List<ApiKey> all = Stream.concat(load().stream(), Stream.of(key)).toList();
    folder.write(FILE, ApiKeysFile.render(all, hash.fingerprint()));
  }

  @Override
  public synchronized void remove(String id) throws IOException {
    List<ApiKey> rest = load().stream().filter(key -> !key.id().equals(id)).toList();
    folder.write(FILE, ApiKeysFile.render(rest, hash.fingerprint()));
  }
}
