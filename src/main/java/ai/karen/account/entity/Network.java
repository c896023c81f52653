package ai.karen.account.entity;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that begin with the same bits. Immutable.
 *
 * @param prefix those bits, as a number
 * @param bits how many
 * @param length of the addresses, in bits: 32 or 128
 */
public record Network(BigInteger prefix, int bits, int length) {
  private static final int BITS_4 = 32;
  private static final int SITE_4 = 24;
  private static final int SITE_6 = 48;
  private static final int HOST_6 = 64;

  /**
   * An address, or one with a number of bits, such as {@code 10.0.0.0/8}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address =
        IpText.read(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException("not an address"));
    int length = address.getAddress().length * Byte.SIZE;
    int bits = slash < 0 ? length : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > length) {
      throw new IllegalArgumentException("not so many bits");
    }
    return of(address, bits);
  }

  /** Who usually shares one line: a single IPv4 address, 64 bits of an IPv6 address. */
  public static Optional<Network> line(String address) {
    return around(address, BITS_4, HOST_6);
  }

  /** What usually is one place: 24 bits of an IPv4 address, 48 of an IPv6 address. */
  public static Optional<Network> site(String address) {
    return around(address, SITE_4, SITE_6);
  }

  public boolean holds(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length * Byte.SIZE == length && of(address, bits).equals(this);
  }

  @Override
  public String toString() {
    return prefix.toString(Character.MAX_RADIX) + "/" + bits + "/" + length;
  }

  private static Optional<Network> around(String address, int bits4, int bits6) {
    return IpText.read(address)
        .map(known -> of(known, known.getAddress().length == 4 ? bits4 : bits6));
  }

  private static Network of(InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    int length = bytes.length * Byte.SIZE;
    return new Network(new BigInteger(1, bytes).shiftRight(length - bits), bits, length);
  }
}
