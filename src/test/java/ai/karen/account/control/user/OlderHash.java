package ai.karen.account.control.user;

/** As an engine would have made it before the parameters changed. */
public final class OlderHash {
  private OlderHash() {}

  public static String of(String password) {
    return new Argon2(8 * 1024, 1).hash(password);
  }
}
