package ai.karen.account.control;

import jakarta.json.JsonValue;
import java.util.UUID;

/** What is kept of people, for their export. Contributed as a bean. Thread-safe; blocks. */
public interface DataOfUsers {

  /** The member of the export under which it stands. */
  String name();

  /**
   * Without secrets.
   *
   * @throws ai.karen.store.control.StoreUnavailable it can't be told now
   */
  JsonValue of(UUID user);
}
