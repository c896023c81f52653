package ai.karen.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection of a scripted provider, in plain HTTP/1.1, with ways to break it. */
public final class Conversation {
  private final Socket socket;
  private final ScriptedProvider provider;
  private final InputStream input;
  private final OutputStream output;

  Conversation(Socket socket, ScriptedProvider provider) throws IOException {
    this.socket = socket;
    this.provider = provider;
    this.input = new BufferedInputStream(socket.getInputStream());
    this.output = socket.getOutputStream();
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  /** Null at the end of the connection. */
  ReceivedRequest read() throws IOException {
    String requestLine = line();
    if (requestLine == null) {
      return null;
    }
    String[] parts = requestLine.split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(); header != null && !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(input.readNBytes(length), StandardCharsets.UTF_8);
    return new ReceivedRequest(parts[0], parts[1], headers, body);
  }

  /** A whole response. */
  public void send(int status, Map<String, String> headers, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    write(head.toString());
    output.write(bytes);
    output.flush();
  }

  /** The headers of a stream of events. */
  public void openStream() throws IOException {
    write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  public void event(String data) throws IOException {
    chunk("data: " + data + "\n\n");
  }

  public void closeStream() throws IOException {
    write("0\r\n\r\n");
  }

  /** Raw text, for whatever HTTP does not allow. */
  public void write(String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
    output.flush();
  }

  /** Says nothing more, until the caller hangs up. */
  public void waitForHangUp() throws IOException {
    if (input.read() < 0) {
      provider.countAbandoned();
    }
    socket.close();
  }

  public void hangUp() throws IOException {
    socket.close();
  }

  /** Ends the connection as a crash does, by a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private void chunk(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
    chunk.writeBytes(bytes);
    chunk.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    output.write(chunk.toByteArray());
    output.flush();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        return null;
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
