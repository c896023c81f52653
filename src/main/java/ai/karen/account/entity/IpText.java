package ai.karen.account.entity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses, and never asks a name server. */
public final class IpText {
  private static final String NUMBER = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern VERSION_4 = Pattern.compile(NUMBER + "(?:\\." + NUMBER + "){3}");

  /** With a colon in it Java takes a text for an address or refuses it, and resolves nothing. */
  private static final Pattern VERSION_6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

  private IpText() {}

  /** Empty for anything but an address; an IPv4 address written in IPv6 is the IPv4 one. */
  public static Optional<InetAddress> read(String text) {
    if (!VERSION_4.matcher(text).matches() && !VERSION_6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }
}
