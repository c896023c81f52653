package ai.karen.provider.adapter.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Judges a host by how it is written, without asking anybody. */
final class HostSpelling {
  static final String FORBIDDEN =
      "leads to a link-local or metadata address, where this engine never connects";

  private static final Set<String> METADATA_NAMES =
      Set.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "metadata.tencentyun.com",
          "instance-data",
          "instance-data.ec2.internal",
          "rancher-metadata");

  private HostSpelling() {}

  /**
   * Refuses hosts that are forbidden, or numeric in an unusual spelling.
   *
   * @param host as in a URL, IPv6 in brackets
   * @throws IllegalArgumentException with a sentence for the operator
   */
  static void require(String host) {
    String name = bare(host);
    Optional<byte[]> address = literal(name);
    if (METADATA_NAMES.contains(name) || address.filter(ForbiddenAddress::matches).isPresent()) {
      throw new IllegalArgumentException("the base URL " + FORBIDDEN);
    }
    if (NumericHost.looksNumeric(name) && !usual(name, address)) {
      throw new IllegalArgumentException(
          "the base URL must write an address in its usual form, such as 127.0.0.1");
    }
  }

  /** The address that a host spells out; empty for a name. */
  static Optional<byte[]> literal(String host) {
    String name = bare(host);
    return name.startsWith("[") ? Optional.of(bracketed(name)) : NumericHost.parse(name);
  }

  private static String bare(String host) {
    return host.toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
  }

  private static boolean usual(String name, Optional<byte[]> address) {
    return address.map(HostSpelling::dotted).filter(name::equals).isPresent();
  }

  private static String dotted(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an IPv4 address has four bytes", impossible);
    }
  }

  /** The brackets keep {@link InetAddress} from looking anything up. */
  private static byte[] bracketed(String name) {
    try {
      return InetAddress.getByName(name).getAddress();
    } catch (UnknownHostException malformed) {
      throw new IllegalArgumentException("the base URL holds a malformed IPv6 address");
    }
  }
}
