package ai.karen.door.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.karen.testing.Eventually;
import ai.karen.testing.RawSocket;
import ai.karen.testing.TestingEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies that do not come; the engine waits two seconds for them. */
class SlowBodyIT {
  private static final String HALF =
      "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
          + TestingEngine.KEY
          + "\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{";
  private static final int MANY = 300;

  /** Together far more than half of the heap. */
  private static final int LARGE = 60;

  private static final int LENGTH = 9_000_000;

  private static TestingEngine engine;

  @BeforeAll
  static void start() {
    engine =
        TestingEngine.start(
            Map.of(
                "KAREN_HTTP_BODY_TIMEOUT", "PT2S", "JVM_ARGS", "-XX:TieredStopAtLevel=1 -Xmx768m"));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void r4ASlowBodyEndsAtItsTimer() {
    RawSocket.Answer answer = RawSocket.exchange(engine.client().port(), HALF, 20_000);

    assertThat(answer.statuses()).containsExactly(408);
    assertThat(answer.text()).contains("did not come within 2 s", "\"code\":\"body_timeout\"");
  }

  /** Each byte ends a silence, but nothing prolongs the time for the whole. */
  @Test
  void r4ABodyThatDripsEndsAtItsTimerToo() throws IOException {
    long start = System.nanoTime();
    try (Socket socket = begin()) {
      drip(socket);

      assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 408");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void r4SlowBodiesHoldNoThread() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int number = 0; number < MANY; number++) {
        slow.add(begin());
      }
      assertThat(engine.client().get("/v1/models").statusCode()).isEqualTo(200);
      for (Socket socket : slow) {
        assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 408");
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void r4WhoLeavesInTheMiddleOfABodyLeavesTheMemoryToOthers() {
    String half = HALF.replace("Content-Length: 500", "Content-Length: " + (LENGTH + 1));
    String most = half + " ".repeat(LENGTH - 1);
    for (int number = 0; number < LARGE; number++) {
      RawSocket.abandon(engine.client().port(), most);
    }

    Eventually.holds(
        "bodies are read again",
        () -> engine.client().post("/v1/embeddings", "{}").statusCode() == 400);
  }

  private static Socket begin() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), engine.client().port());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(HALF.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** A byte each half second, until something comes back; far fewer than were announced. */
  private static void drip(Socket socket) throws IOException {
    for (int sent = 0; sent < 40 && socket.getInputStream().available() == 0; sent++) {
      socket.getOutputStream().write(' ');
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
  }
}
