package ai.karen.chat.adapter.linux;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of the network namespace in which the engine runs. */
@ApplicationScoped
public class ProcSocketTables implements SocketTables {
  private static final Path IPV4 = Path.of("/proc/net/tcp");
  private static final Path IPV6 = Path.of("/proc/net/tcp6");

  @Override
  public boolean exist() {
    return Files.isReadable(IPV4);
  }

  @Override
  public void readIpv6(Reader reader) throws IOException {
    // A kernel may be built or started without IPv6.
    if (Files.isReadable(IPV6)) {
      read(IPV6, reader);
    }
  }

  @Override
  public void readIpv4(Reader reader) throws IOException {
    read(IPV4, reader);
  }

  private static void read(Path table, Reader reader) throws IOException {
    try (InputStream text = Files.newInputStream(table)) {
      reader.read(text);
    }
  }
}
