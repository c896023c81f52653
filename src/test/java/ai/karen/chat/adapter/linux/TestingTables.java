package ai.karen.chat.adapter.linux;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tables that a test writes; addresses as a little-endian machine shows them. */
final class TestingTables implements SocketTables {
  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";
  private static final String REST =
      " 00000000:00000000 02:0000018E 00000000  1000        0 812391 2 000000001f33bee2 20 4 0 10 -1\n";
  static final String LOCALHOST = "0100007F";
  static final String LOCALHOST_MAPPED = "0000000000000000FFFF00000100007F";

  private final List<String> ipv4 = new ArrayList<>();
  private final List<String> ipv6 = new ArrayList<>();
  private boolean existing = true;
  private boolean readable = true;
  private Runnable beforeNext = () -> {};
  private int looks;

  TestingTables missing() {
    existing = false;
    return this;
  }

  TestingTables unreadable() {
    readable = false;
    return this;
  }

  void ipv4(String address, int localPort, int remotePort, String state) {
    ipv4.add(row(LOCALHOST, address, localPort, remotePort, state));
  }

  void ipv6(String address, int localPort, int remotePort, String state) {
    ipv6.add(row(LOCALHOST_MAPPED, address, localPort, remotePort, state));
  }

  void clear() {
    ipv4.clear();
    ipv6.clear();
  }

  /** Does this once, after the next look. */
  void afterNextLook(Runnable change) {
    beforeNext = change;
  }

  /** How often the tables were read. */
  int looks() {
    return looks;
  }

  @Override
  public boolean exist() {
    return existing;
  }

  @Override
  public void readIpv6(Reader reader) throws IOException {
    looks++;
    if (!readable) {
      throw new IOException("no permission");
    }
    reader.read(stream(ipv6));
  }

  @Override
  public void readIpv4(Reader reader) throws IOException {
    reader.read(stream(ipv4));
    Runnable change = beforeNext;
    beforeNext = () -> {};
    change.run();
  }

  private static ByteArrayInputStream stream(List<String> rows) {
    String text = HEADING + String.join("", rows);
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String row(
      String local, String remote, int localPort, int remotePort, String state) {
    return "%4d: %s:%04X %s:%04X %s%s"
        .formatted(7, local, localPort, remote, remotePort, state, REST);
  }
}
