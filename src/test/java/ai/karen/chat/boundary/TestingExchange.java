package ai.karen.chat.boundary;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One asynchronous request without a container. */
final class TestingExchange {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Map<String, String> headers = new TreeMap<>();
  private final List<AsyncListener> listeners = new ArrayList<>();
  private final Output output = new Output();
  private boolean committed;
  private int completions;
  private int writes;
  private Object resumedWith;
  private Runnable beforeWriting = () -> {};

  HttpServletRequest request() {
    return answering(
        HttpServletRequest.class,
        (name, arguments) ->
            switch (name) {
              case "getAsyncContext" -> context();
              case "getRemoteAddr" -> "127.0.0.1";
              case "getRemotePort", "getLocalPort" -> 1;
              default -> null;
            });
  }

  AsyncResponse response() {
    return answering(
        AsyncResponse.class,
        (name, arguments) -> {
          resumedWith = arguments[0];
          return true;
        });
  }

  /** Does this before each piece is written. */
  void beforeWriting(Runnable action) {
    beforeWriting = action;
  }

  /** Whether the headers went out. */
  boolean isCommitted() {
    return committed;
  }

  boolean isComplete() {
    return completions > 0;
  }

  int completions() {
    return completions;
  }

  /** What a plain answer was resumed with; null while it was not. */
  Object resumedWith() {
    return resumedWith;
  }

  String header(String name) {
    return headers.get(name);
  }

  String written() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private AsyncContext context() {
    return answering(
        AsyncContext.class,
        (name, arguments) -> {
          switch (name) {
            case "getResponse":
              return servletResponse();
            case "addListener":
              listeners.add((AsyncListener) arguments[0]);
              return null;
            case "complete":
              return complete();
            default:
              return null;
          }
        });
  }

  private Object complete() throws IOException {
    completions++;
    for (AsyncListener listener : listeners) {
      listener.onComplete(null);
    }
    return null;
  }

  private HttpServletResponse servletResponse() {
    return answering(
        HttpServletResponse.class,
        (name, arguments) -> {
          switch (name) {
            case "setHeader":
              headers.put((String) arguments[0], (String) arguments[1]);
              return null;
            case "flushBuffer":
              committed = true;
              return null;
            case "getOutputStream":
              return output;
            case "isCommitted":
              return committed;
            default:
              return null;
          }
        });
  }

  private interface Answer {
    Object to(String method, Object[] arguments) throws IOException;
  }

  private static <T> T answering(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  int writes() {
    return writes;
  }

  private final class Output extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      // Always ready, so that there is nothing to tell.
    }

    @Override
    public void write(int single) {
      written.write(single);
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      beforeWriting.run();
      writes++;
      written.write(bytes, start, length);
    }
  }
}
