package ai.karen.store.control;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Says in a clause why the file system refused. */
public final class Reason {
  private Reason() {}

  /** Never null; names no path, because the sentence around it does. */
  public static String of(IOException refusal) {
    if (refusal instanceof AccessDeniedException) {
      return "this user may not write there";
    }
    if (refusal instanceof FileAlreadyExistsException) {
      return "it is not a folder";
    }
    if (refusal instanceof NoSuchFileException) {
      return "it can't be created";
    }
    return plain(refusal);
  }

  private static String plain(IOException refusal) {
    String words =
        refusal instanceof FileSystemException known ? known.getReason() : refusal.getMessage();
    return Objects.requireNonNullElse(words, "the file system refuses it");
  }
}
