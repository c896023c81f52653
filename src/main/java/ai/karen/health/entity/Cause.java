package ai.karen.health.entity;

import java.util.Locale;

/** Why something is not in primary mode, in one of few words, so that a label can carry it. */
public enum Cause {
  /** It is in primary mode. */
  NONE,

  /** It refuses, is not there, or was not reached yet. */
  UNREACHED,

  /** It gave no answer in time. */
  SILENT,

  /** More wait for it than it can take. */
  BUSY,

  /** It answered with an error, or the answer broke off. */
  FAILED,

  /** Its disk has no room. */
  DISK_FULL,

  /** The journal takes nothing. */
  JOURNAL,

  /** Only the sentence tells. */
  OTHER;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
