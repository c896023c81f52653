package ai.karen.store.adapter.journal;

import java.io.IOException;

/** A file of the journal that can't be used as it is; it is neither changed nor deleted. */
final class JournalDamage extends IOException {
  private final String file;

  /**
   * @param file its name in the journal's folder
   * @param reason a clause, without anything of the file's content
   */
  JournalDamage(String file, String reason) {
    super(reason);
    this.file = file;
  }

  String file() {
    return file;
  }
}
