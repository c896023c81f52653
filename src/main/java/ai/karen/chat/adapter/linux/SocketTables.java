package ai.karen.chat.adapter.linux;

import java.io.IOException;
import java.io.InputStream;

/** The kernel's tables of TCP connections as text, in the format of proc(5). */
public interface SocketTables {

  /** Whether this system has them. */
  boolean exist();

  /** The sockets of IPv6, among them those that serve both families; empty where there is none. */
  void readIpv6(Reader reader) throws IOException;

  /** The sockets of IPv4 alone. */
  void readIpv4(Reader reader) throws IOException;

  /** Takes one table as it is now, under its line of headings. */
  interface Reader {
    void read(InputStream table) throws IOException;
  }
}
