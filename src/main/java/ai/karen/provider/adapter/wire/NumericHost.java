package ai.karen.provider.adapter.wire;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an IPv4 address in any spelling that {@code inet_aton} takes: one to four parts, each
 * decimal, octal ({@code 0…}) or hexadecimal ({@code 0x…}), of which the last fills the bytes that
 * remain. Parsed here, because libraries disagree and a disagreement is a way around a check.
 */
final class NumericHost {
  private static final int ADDRESS_BYTES = 4;

  private NumericHost() {}

  /** The address's four bytes; empty when the host is a name. */
  static Optional<byte[]> parse(String host) {
    String[] parts = host.split("\\.", -1);
    List<BigInteger> numbers = new ArrayList<>();
    for (String part : parts) {
      number(part).ifPresent(numbers::add);
    }
    boolean numeric = numbers.size() == parts.length && parts.length <= ADDRESS_BYTES;
    return numeric ? address(numbers) : Optional.empty();
  }

  /** Whether the last part is a number, which no name's is: such a host can't be anything else. */
  static boolean looksNumeric(String host) {
    return number(host.substring(host.lastIndexOf('.') + 1)).isPresent();
  }

  private static Optional<byte[]> address(List<BigInteger> numbers) {
    byte[] bytes = new byte[ADDRESS_BYTES];
    int last = numbers.size() - 1;
    for (int index = 0; index < last; index++) {
      if (numbers.get(index).bitLength() > Byte.SIZE) {
        return Optional.empty();
      }
      bytes[index] = numbers.get(index).byteValue();
    }
    return fill(bytes, last, numbers.get(last));
  }

  private static Optional<byte[]> fill(byte[] bytes, int from, BigInteger rest) {
    if (rest.bitLength() > Byte.SIZE * (ADDRESS_BYTES - from)) {
      return Optional.empty();
    }
    for (int index = from; index < ADDRESS_BYTES; index++) {
      bytes[index] = rest.shiftRight(Byte.SIZE * (ADDRESS_BYTES - 1 - index)).byteValue();
    }
    return Optional.of(bytes);
  }

  private static Optional<BigInteger> number(String part) {
    if (part.matches("0[xX][0-9a-fA-F]{1,64}")) {
      return Optional.of(new BigInteger(part.substring(2), 16));
    }
    if (part.matches("0[0-7]{0,64}")) {
      return Optional.of(new BigInteger(part, 8));
    }
    return part.matches("[0-9]{1,64}") ? Optional.of(new BigInteger(part)) : Optional.empty();
  }
}
