package ai.karen.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection of a scripted provider, in plain HTTP/1.1, with ways to break it. Its own thread
 * reads; that thread or the pace's one writes.
 */
public final class Conversation {
  private final Socket socket;
  private final Counters counters;
  private final AtomicBoolean answering = new AtomicBoolean();
  private boolean handedOver;
  private final InputStream input;
  private final OutputStream output;

  Conversation(Socket socket, Counters counters) throws IOException {
    this.socket = socket;
    this.counters = counters;
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
    return new ReceivedRequest(parts[0], parts[1], headers, body, System.nanoTime());
  }

  /** Answers one question; it may be handed over to the pace, which then completes it. */
  void answer(ReceivedRequest question, Behaviour behaviour) throws IOException {
    counters.asked();
    answering.set(true);
    handedOver = false;
    behaviour.respond(question, this);
    if (!handedOver) {
      complete();
    }
  }

  /** These at an even pace, and the end together with the last of them. Returns at once. */
  void pace(List<byte[]> chunks, List<byte[]> end, Duration pause) {
    handedOver = true;
    PacedEvents.start(this, chunks, end, pause);
  }

  /** Says nothing for so long. A caller who hangs up meanwhile ends it. */
  public void pause(Duration length) throws IOException {
    socket.setSoTimeout((int) length.toMillis());
    input.mark(1);
    try {
      if (input.read() < 0) {
        throw new EOFException("the caller hung up");
      }
      input.reset();
    } catch (SocketTimeoutException over) {
      // As long as was asked for.
    } finally {
      socket.setSoTimeout(0);
    }
  }

  /** Before the last byte goes out: then the caller may ask its next question. */
  void complete() {
    if (answering.getAndSet(false)) {
      counters.answered();
    }
  }

  /** The caller is gone; that is worth counting when it was owed something. */
  void abandon() {
    if (answering.getAndSet(false)) {
      counters.answered();
      counters.abandon();
    }
  }

  /** A whole response. */
  public void send(int status, Map<String, String> headers, String body) throws IOException {
    byte[] bytes = Chunked.bytes(body);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
    complete();
    write(head.append(body).toString());
  }

  /** The headers of a stream of events. */
  public void openStream() throws IOException {
    write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  public void event(String data) throws IOException {
    write(1, Chunked.event(data));
  }

  public void closeStream() throws IOException {
    complete();
    write(0, Chunked.END);
  }

  /** Raw text, for whatever HTTP does not allow. */
  public void write(String text) throws IOException {
    write(0, Chunked.bytes(text));
  }

  /** In one piece. */
  void write(int events, byte[] bytes) throws IOException {
    counters.wrote(events, bytes.length);
    output.write(bytes);
    output.flush();
  }

  /** Says nothing more, until the caller hangs up. */
  public void waitForHangUp() throws IOException {
    if (input.read() < 0) {
      abandon();
    }
    socket.close();
  }

  public void hangUp() throws IOException {
    complete();
    socket.close();
  }

  /** Ends the connection as a crash does, by a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    hangUp();
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
