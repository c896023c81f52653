package ai.karen.account.control.session;

import ai.karen.account.control.user.Users;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import java.util.Optional;
import java.util.UUID;

/** One person, who may be changed. */
public final class TestingUsers extends Users {
  public static final UUID ID = UUID.fromString("00000000-0000-8000-8000-00000000ada0");

  private volatile User ada = new User(ID, "ada@example.org", "Ada", Role.USER, true);

  public User ada() {
    return ada;
  }

  void become(Role role, boolean isActive) {
    ada = new User(ID, ada.email(), ada.name(), role, isActive);
  }

  @Override
  public Optional<User> find(UUID id) {
    return Optional.of(ada).filter(user -> user.id().equals(id));
  }
}
