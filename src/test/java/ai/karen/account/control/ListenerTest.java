package ai.karen.account.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListenerTest {

  @Test
  void aTakenPortIsAnObstacle() throws IOException {
    try (ServerSocket other = listening()) {
      assertThat(new Listener("http", "127.0.0.1", other.getLocalPort()).obstacle()).isPresent();
    }
  }

  @Test
  void soItIsForWhoWantsToListenEverywhere() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      assertThat(new Listener("http", "*", other.getLocalPort()).obstacle()).isPresent();
    }
  }

  @Test
  void aFreePortIsNone() throws IOException {
    int port;
    try (ServerSocket other = listening()) {
      port = other.getLocalPort();
    }

    assertThat(new Listener("http", "127.0.0.1", port).obstacle()).isEmpty();
  }

  @Test
  void aHostThatIsNotThisMachinesIsAnObstacle() {
    assertThat(new Listener("http", "192.0.2.1", 8000).obstacle()).isPresent();
    assertThat(new Listener("http", "no-such-host.invalid", 8000).obstacle()).isPresent();
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }
}
