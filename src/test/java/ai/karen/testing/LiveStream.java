package ai.karen.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A stream of server-sent events that is read as it comes. Thread-safe. */
public final class LiveStream {
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** How long the text was, by the moment at which it became so. */
  private final NavigableMap<Long, Integer> lengths = new TreeMap<>();

  private boolean ended;

  /** Begins to read, on a thread of its own. */
  public static LiveStream read(HttpResponse<InputStream> response) {
    LiveStream stream = new LiveStream();
    Thread thread = new Thread(() -> stream.readAll(response.body()), "live-stream");
    thread.setDaemon(true);
    thread.start();
    return stream;
  }

  /** What had come so long ago. */
  public synchronized String textBefore(Duration ago) {
    var then = lengths.floorEntry(System.nanoTime() - ago.toNanos());
    return then == null ? "" : text.substring(0, then.getValue());
  }

  /** Waits for the end, in due form or not. */
  public StreamedAnswer awaitEnd() {
    Eventually.holds("the stream ended", this::hasEnded);
    synchronized (this) {
      return StreamedAnswer.of(String.join("\n", lines));
    }
  }

  private void readAll(InputStream body) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        came(line);
      }
    } catch (IOException broken) {
      // Whoever sent it is not there any more.
    }
    end();
  }

  private synchronized void came(String line) {
    lines.add(line);
    text.append(StreamedAnswer.of(line).text());
    lengths.put(System.nanoTime(), text.length());
  }

  private synchronized void end() {
    ended = true;
  }

  private synchronized boolean hasEnded() {
    return ended;
  }
}
