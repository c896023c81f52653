package ai.karen.account.control.token;

import java.io.IOException;

/** Where an issuer publishes its keys. Thread-safe; blocks for a few seconds at most. */
public interface KeySetSource {

  /**
   * The text that is there, a JSON Web Key Set.
   *
   * @param location an address of http or https, or the path of a file
   * @throws IOException it can't be had now
   */
  String read(String location) throws IOException;
}
