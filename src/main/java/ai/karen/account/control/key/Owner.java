package ai.karen.account.control.key;

import ai.karen.account.control.ApiKeys;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Whose keys there are: persons', by their id, and service accounts', by a name. */
final class Owner {
  private static final Pattern PERSON =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern SERVICE =
      Pattern.compile(ApiKeys.SERVICE_ACCOUNT + "(:[a-z0-9][a-z0-9-]{0,62})?");

  private Owner() {}

  static Optional<UUID> person(String owner) {
    return PERSON.matcher(owner).matches() ? Optional.of(UUID.fromString(owner)) : Optional.empty();
  }

  static boolean isService(String owner) {
    return SERVICE.matcher(owner).matches();
  }
}
