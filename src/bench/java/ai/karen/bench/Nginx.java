package ai.karen.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** An nginx of the benchmark's own in front of the answering provider: the yardstick. */
final class Nginx implements AutoCloseable {
  private static final int TRIES = 100;
  private static final String CONFIGURATION =
      """
      %s
      worker_processes auto;
      daemon off;
      pid nginx.pid;
      error_log stderr error;
      events { worker_connections 16384; }
      http {
        access_log off;
        client_body_temp_path temp;
        proxy_temp_path temp;
        fastcgi_temp_path temp;
        uwsgi_temp_path temp;
        scgi_temp_path temp;
        keepalive_requests 1000000000;
        upstream scripted {
          server %s;
          keepalive 4096;
          keepalive_requests 1000000000;
        }
        server {
          listen 127.0.0.1:%d backlog=4096;
          location / {
            proxy_pass http://scripted;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
          }
        }
      }
      """;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Empty where nginx is not installed. */
  static Optional<Nginx> start(String upstream, Path folder) throws IOException {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    int port = freePort();
    Files.createDirectories(folder);
    // Started by root, nginx would give its workers to somebody who may not read the folder.
    String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
    Files.writeString(
        folder.resolve("nginx.conf"),
        CONFIGURATION.formatted(user, URI.create(upstream).getAuthority(), port));
    Process process =
        new ProcessBuilder(
                program.get().toString(), "-p", folder.toAbsolutePath() + "/", "-c", "nginx.conf")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    awaitListening(process, port);
    return Optional.of(new Nginx(process, port));
  }

  int port() {
    return port;
  }

  ProcessFigures figures() {
    return new ProcessFigures(process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Path> program() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitListening(Process process, int port) throws IOException {
    for (int attempt = 0; attempt < TRIES && process.isAlive(); attempt++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new IOException("nginx did not start; see its log");
  }
}
