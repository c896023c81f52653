package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the operating system's; files and folder are their owner's only. Thread-safe. */
final class FolderDisk implements Disk {
  private final Path folder;
  private final boolean writable;

  private FolderDisk(Path folder, boolean writable) {
    this.folder = folder;
    this.writable = writable;
  }

  /** Makes the folder where there is none. */
  static FolderDisk writable(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, ownerOnly(folder, "rwx------"));
      persistNames(folder.resolveSibling(""));
    }
    return new FolderDisk(folder, true);
  }

  /** For looking only: nothing is made or changed. */
  static FolderDisk readable(Path folder) {
    return new FolderDisk(folder, false);
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> folder.relativize(file).toString()).toList();
    }
  }

  @Override
  public DiskFile create(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createFile(file, ownerOnly(file, "rw-------"));
    return open(name);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new RandomFile(folder.resolve(name), writable);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void force() throws IOException {
    persistNames(folder);
  }

  /** Windows opens no folders, and need not. */
  private static void persistNames(Path folder) throws IOException {
    if (knowsOwners(folder)) {
      boolean interrupted = Thread.interrupted();
      try {
        interrupted |= forceUninterrupted(folder);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** An interrupt closes a channel under its user's hands; so another one is opened. */
  private static boolean forceUninterrupted(Path folder) throws IOException {
    boolean interrupted = false;
    while (true) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
        return interrupted;
      } catch (ClosedByInterruptException again) {
        interrupted = Thread.interrupted();
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return knowsOwners(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean knowsOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
