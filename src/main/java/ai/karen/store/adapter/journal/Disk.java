package ai.karen.store.adapter.journal;

import java.io.IOException;
import java.util.List;

/**
 * The folder of a journal: everything that it asks of a disk, so that a test can put one under it
 * that loses, tears and reorders what was not forced. Thread-safe.
 */
interface Disk {

  /** The names of all files. */
  List<String> list() throws IOException;

  /** A new, empty file; its name lasts only once the folder was forced. */
  DiskFile create(String name) throws IOException;

  DiskFile open(String name) throws IOException;

  /** Lasts only once the folder was forced. */
  void delete(String name) throws IOException;

  /** Returns when files made and deleted before would still be so after a loss of power. */
  void force() throws IOException;
}
