package ai.karen.store.adapter.jpa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of the embedded database whose writes have {@link SpareRoom} and spare the {@link
 * SecondHeader}. H2 makes its paths itself, by a constructor without parameters, so they find these
 * by the folder they lie in.
 */
public final class SparedPath extends FilePathWrapper {
  private static final String SCHEME = "spared";
  private static final Map<Path, Spares> SPARES = new ConcurrentHashMap<>();

  /**
   * @param folder exists
   * @return its name in the database's address
   */
  static String in(Path folder, SpareRoom room, SecondHeader second) throws IOException {
    FilePath.register(new SparedPath());
    SPARES.put(folder.toRealPath(), new Spares(room, second));
    return SCHEME + ":" + folder;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    Path folder = Path.of(unwrap().getParent().toString()).toRealPath();
    Spares spares = SPARES.get(folder);
    return new SparedFile(super.open(mode), spares.room(), spares.second());
  }

  private record Spares(SpareRoom room, SecondHeader second) {}
}
