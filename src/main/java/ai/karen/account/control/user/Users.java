package ai.karen.account.control.user;

import ai.karen.account.control.KeyHash;
import ai.karen.account.entity.Role;
import ai.karen.account.entity.User;
import ai.karen.configuration.control.Secret;
import ai.karen.configuration.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/** The administrator whom the settings name. Thread-safe; may block. */
@ApplicationScoped
public class Users {
  private final User administrator;
  private final Secret password;

  /** For the container's client proxy. */
  protected Users() {
    this.administrator = null;
    this.password = null;
  }

  @Inject
  public Users(Settings settings, KeyHash hash) {
    String email = settings.text("karen.admin.email", "");
    String digits = hash.mac("user", email);
    UUID id =
        new UUID(
            Long.parseUnsignedLong(digits.substring(0, 16), 16),
            Long.parseUnsignedLong(digits.substring(16, 32), 16));
    this.administrator = new User(id, email, null, Role.ADMIN, true);
    this.password = settings.secret("karen.admin.password").orElse(null);
  }

  /** Who has that address and that password. */
  public Optional<User> verify(String email, String presented) {
    return byEmail(email).filter(user -> isRight(presented));
  }

  public Optional<User> find(UUID id) {
    return Optional.of(administrator).filter(user -> user.id().equals(id));
  }

  public Optional<User> byEmail(String email) {
    return Optional.of(administrator).filter(user -> user.email().equalsIgnoreCase(email));
  }

  private boolean isRight(String presented) {
    return password != null && MessageDigest.isEqual(bytes(password.reveal()), bytes(presented));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
