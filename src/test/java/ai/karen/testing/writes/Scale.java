package ai.karen.testing.writes;

/** How large a run is. */
public final class Scale {
  private Scale() {}

  /**
   * @param name behind {@code karen.proof.}
   * @param small what every build affords
   */
  public static int of(String name, int small) {
    return Integer.getInteger("karen.proof." + name, small);
  }
}
