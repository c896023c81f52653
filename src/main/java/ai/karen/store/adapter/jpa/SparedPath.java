package ai.karen.store.adapter.jpa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of the embedded database whose writes have {@link SpareRoom}. H2 makes its paths itself, by
 * a constructor without parameters, so they find their room by the folder they lie in.
 */
public final class SparedPath extends FilePathWrapper {
  private static final String SCHEME = "spared";
  private static final Map<Path, SpareRoom> ROOMS = new ConcurrentHashMap<>();

  /**
   * @param folder exists
   * @return its name in the database's address
   */
  static String in(Path folder, SpareRoom room) throws IOException {
    FilePath.register(new SparedPath());
    ROOMS.put(folder.toRealPath(), room);
    return SCHEME + ":" + folder;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    Path folder = Path.of(unwrap().getParent().toString()).toRealPath();
    return new SparedFile(super.open(mode), ROOMS.get(folder));
  }
}
