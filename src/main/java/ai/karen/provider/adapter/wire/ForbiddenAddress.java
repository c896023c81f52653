package ai.karen.provider.adapter.wire;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The addresses at which a machine tells its own secrets: link-local ones and the metadata services
 * of clouds, also where an IPv6 address carries an IPv4 address inside.
 */
final class ForbiddenAddress {
  private static final int IPV4_BYTES = 4;

  private static final Set<String> METADATA =
      Set.of(
          "646464c8", // 100.100.100.200
          "c00000c0", // 192.0.0.192
          "a83f8110", // 168.63.129.16
          "fd000ec2000000000000000000000254", // fd00:ec2::254
          "fd2000ce000000000000000000000254"); // fd20:ce::254

  /** Prefixes after which an IPv4 address fills the last four bytes. */
  private static final List<String> ENDING_IN_IPV4 =
      List.of(
          "000000000000000000000000", // ::/96, IPv4-compatible
          "00000000000000000000ffff", // ::ffff:0:0/96, IPv4-mapped
          "0000000000000000ffff0000", // ::ffff:0:0:0/96, IPv4-translated
          "0064ff9b0000000000000000"); // 64:ff9b::/96, NAT64

  private ForbiddenAddress() {}

  /**
   * Whether nobody may connect there.
   *
   * @param address four or sixteen bytes in network order
   */
  static boolean matches(byte[] address) {
    return METADATA.contains(hex(address))
        || isLinkLocal(address)
        || embedded(address).anyMatch(ForbiddenAddress::matches);
  }

  private static boolean isLinkLocal(byte[] address) {
    return address.length == IPV4_BYTES
        ? hex(address).startsWith("a9fe") // 169.254.0.0/16
        : address[0] == (byte) 0xfe && (address[1] & 0xc0) == 0x80; // fe80::/10
  }

  private static Stream<byte[]> embedded(byte[] address) {
    return address.length == IPV4_BYTES ? Stream.empty() : embedded(address, hex(address));
  }

  private static Stream<byte[]> embedded(byte[] address, String hex) {
    if (hex.startsWith("2002")) { // 6to4, RFC 3056
      return Stream.of(Arrays.copyOfRange(address, 2, 6));
    }
    if (hex.startsWith("20010000")) { // Teredo, RFC 4380: the client's address is inverted
      return Stream.of(Arrays.copyOfRange(address, 4, 8), inverted(lastFour(address)));
    }
    boolean ends =
        ENDING_IN_IPV4.stream().anyMatch(hex::startsWith)
            || hex.startsWith("0064ff9b0001") // local-use NAT64, RFC 8215
            || hex.startsWith("5efe", 20); // ISATAP, RFC 5214
    return ends ? Stream.of(lastFour(address)) : Stream.empty();
  }

  private static byte[] lastFour(byte[] address) {
    return Arrays.copyOfRange(address, address.length - IPV4_BYTES, address.length);
  }

  private static byte[] inverted(byte[] address) {
    byte[] result = new byte[address.length];
    for (int index = 0; index < address.length; index++) {
      result[index] = (byte) ~address[index];
    }
    return result;
  }

  private static String hex(byte[] address) {
    return HexFormat.of().formatHex(address);
  }
}
