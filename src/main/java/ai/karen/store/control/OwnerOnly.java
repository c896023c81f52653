package ai.karen.store.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that nobody else can read, where the file system knows owners (POSIX);
 * elsewhere they get what the parent folder hands down.
 */
final class OwnerOnly {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /** Makes the folder with its missing parents, or closes an existing one to others. */
  static void folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      close(folder);
    } else {
      Files.createDirectories(folder, attributes(folder, FOLDER));
    }
  }

  /** What a new file of that name is to be created with. */
  static FileAttribute<?>[] file(Path file) {
    return attributes(file, FILE);
  }

  static boolean knowsOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return knowsOwners(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static void close(Path folder) {
    try {
      Files.setPosixFilePermissions(folder, FOLDER);
    } catch (IOException | UnsupportedOperationException foreign) {
      // A mounted volume often belongs to somebody else; its files are owner-only all the same.
      return;
    }
  }
}
