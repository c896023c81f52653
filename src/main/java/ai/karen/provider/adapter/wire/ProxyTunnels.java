package ai.karen.provider.adapter.wire;

/**
 * Lets a proxy's password into the requests that open tunnels. The JDK strips Basic credentials
 * from CONNECT unless this property is empty, and reads it once, when its client is first used: an
 * operator whose server uses that client before this application starts sets it in the JVM's
 * options.
 */
final class ProxyTunnels {
  private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  private ProxyTunnels() {}

  static void permit(OutboundProxy proxy) {
    if (proxy.hasCredentials() && System.getProperty(DISABLED_SCHEMES) == null) {
      System.setProperty(DISABLED_SCHEMES, "");
    }
  }
}
