package ai.karen.provider.adapter.wire;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A peer sends more than anybody will keep for it. */
final class TooLongException extends UncheckedIOException {

  TooLongException(String message) {
    super(message, new IOException(message));
  }
}
