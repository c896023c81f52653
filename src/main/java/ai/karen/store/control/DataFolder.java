package ai.karen.store.control;

import ai.karen.configuration.control.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The engine's own folder ({@code karen.data.dir}), owner-only and locked until the application
 * stops. Making one never fails: {@link #fault} says what is wrong. Thread-safe.
 */
@ApplicationScoped
public class DataFolder {
  private static final Logger LOG = System.getLogger(DataFolder.class.getName());

  private final Path path;
  private final Map<Path, String> faults = new ConcurrentSkipListMap<>();
  private final FolderLock lock;

  /** For the container's client proxy. */
  protected DataFolder() {
    this.path = null;
    this.lock = null;
  }

  @Inject
  public DataFolder(Settings settings) {
    this(settings.read("karen.data.dir", Path.of("data"), "the path of a folder", Path::of));
  }

  public DataFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
    this.lock = claim();
  }

  /** The folder, absolute. */
  public Path path() {
    return path;
  }

  /** Where a file of that name lies, or would. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Why the folder or a file in it cannot be used, in sentences for the operator. */
  public Optional<String> fault() {
    return faults.values().stream().reduce((one, next) -> one + " " + next);
  }

  /** Whether there is a file of that name. */
  public boolean holds(String name) {
    return Files.exists(file(name));
  }

  /** A file's text in UTF-8; empty when there is no such file. */
  public Optional<String> read(String name) throws IOException {
    return holds(name) ? Optional.of(Files.readString(file(name))) : Optional.empty();
  }

  /**
   * Replaces a file as a whole; once this returns, the text lasts.
   *
   * @throws IOException nothing was changed, unless only the folder's fsync failed
   */
  public void write(String name, String text) throws IOException {
    if (lock == null) {
      throw new IOException(faults.get(path));
    }
    AtomicFile.write(file(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * For a component that finds one of its files unusable; the engine stays unready from then on.
   *
   * @param reason a clause, without anything of the file's content
   */
  public void report(String name, String reason) {
    report(file(name), "The file " + file(name) + " can't be used: " + reason + ".");
  }

  @PreDestroy
  public void release() {
    if (lock != null) {
      lock.close();
    }
  }

  private FolderLock claim() {
    try {
      OwnerOnly.folder(path);
      return FolderLock.take(path);
    } catch (IOException unusable) {
      String reason = Reason.of(unusable);
      report(path, "The data folder " + path + " can't be used: " + reason + ".");
      return null;
    }
  }

  private void report(Path place, String sentence) {
    faults.put(place, sentence);
    LOG.log(Level.ERROR, sentence);
  }
}
