package ai.karen.account.control.key;

import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.ApiKey;
import ai.karen.json.entity.Json;
import ai.karen.store.control.DataFolder;
import ai.karen.store.control.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The database's keys in a file of the data folder, for a start while the database is away. Only a
 * copy: one that can't be read is as good as none. Thread-safe.
 */
@ApplicationScoped
public class KnownKeys {
  static final String FILE = "known-api-keys.json";

  private static final Logger LOG = System.getLogger(KnownKeys.class.getName());
  static final Content NOTHING = new Content(List.of(), Set.of(), Map.of());

  private final DataFolder folder;
  private final KeyHash hash;

  /** For the container's client proxy. */
  protected KnownKeys() {
    this(null, null);
  }

  @Inject
  public KnownKeys(DataFolder folder, KeyHash hash) {
    this.folder = folder;
    this.hash = hash;
  }

  /** Empty where there is none that was made under this node's secret. */
  Optional<Content> read() {
    try {
      Optional<String> file = folder.read(FILE);
      return file.map(Json::readObject).filter(this::isOurs).map(KnownKeys::parse);
    } catch (IOException | RuntimeException damaged) {
      // The parser, a missing member, a word or a date each refuse in a way of their own.
      LOG.log(Level.WARNING, "The copy of the API keys can't be read", damaged);
      return Optional.empty();
    }
  }

  synchronized void write(Content content) throws IOException {
    JsonArrayBuilder keys = Json.createArrayBuilder();
    content.keys().forEach(key -> keys.add(KeyText.write(key)));
    JsonObjectBuilder tokens = Json.createObjectBuilder();
    content.tokens().forEach(tokens::add);
    folder.write(
        FILE,
        Json.createObjectBuilder()
                .add("secret", hash.fingerprint())
                .add("keys", keys)
                .add("revoked", KeyText.array(content.revoked()))
                .add("tokens", tokens)
                .build()
            + "\n");
  }

  /** Where it fails: the next one comes, and until then the older copy serves. */
  void tryToWrite(Content content) {
    try {
      write(content);
    } catch (IOException unwritable) {
      LOG.log(Level.WARNING, "The copy of the API keys can't be written: " + Reason.of(unwritable));
    }
  }

  private boolean isOurs(JsonObject file) {
    return file.getString("secret").equals(hash.fingerprint());
  }

  private static Content parse(JsonObject file) {
    Map<String, Long> tokens = new HashMap<>();
    JsonObject counted = file.getJsonObject("tokens");
    counted.keySet().forEach(id -> tokens.put(id, counted.getJsonNumber(id).longValue()));
    return new Content(
        file.getJsonArray("keys").getValuesAs(value -> KeyText.read(value.asJsonObject())),
        Set.copyOf(KeyText.texts(file.getJsonArray("revoked"))),
        tokens);
  }

  /**
   * Immutable.
   *
   * @param revoked keys that were taken back, and that the database may still have
   * @param tokens what was counted of a key, by all nodes
   */
  record Content(List<ApiKey> keys, Set<String> revoked, Map<String, Long> tokens) {
    Content {
      keys = List.copyOf(keys);
      revoked = Set.copyOf(revoked);
      tokens = Map.copyOf(tokens);
    }
  }
}
