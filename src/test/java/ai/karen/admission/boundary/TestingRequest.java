package ai.karen.admission.boundary;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A request to a model without a container, which may fail where a test says so. */
final class TestingRequest {
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, RuntimeException> failures = new HashMap<>();
  private int status;
  private int completions;

  /** From now on this method of the request or of its suspension fails. */
  TestingRequest failing(String method, RuntimeException failure) {
    failures.put(method, failure);
    return this;
  }

  /** Zero where none was set. */
  int status() {
    return status;
  }

  boolean isCompleted() {
    return completions == 1;
  }

  HttpServletRequest request() {
    return answering(
        HttpServletRequest.class,
        (name, arguments) ->
            switch (name) {
              case "getMethod" -> "POST";
              case "getRequestURI" -> "/v1/chat/completions";
              case "getContextPath" -> "";
              case "isAsyncStarted" -> false;
              case "startAsync", "getAsyncContext" -> context();
              case "getAttribute" -> attributes.get(arguments[0]);
              case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
              default -> null;
            });
  }

  HttpServletResponse response() {
    return answering(
        HttpServletResponse.class,
        (name, arguments) -> {
          if (name.equals("setStatus")) {
            status = (int) arguments[0];
          }
          return null;
        });
  }

  private AsyncContext context() {
    return answering(
        AsyncContext.class,
        (name, arguments) -> {
          if (name.equals("complete")) {
            completions++;
          }
          return name.equals("getResponse") ? response() : null;
        });
  }

  private <T> T answering(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (failures.containsKey(method.getName())) {
                throw failures.get(method.getName());
              }
              return answers.to(method.getName(), arguments);
            }));
  }

  private interface Answers {
    Object to(String method, Object[] arguments);
  }
}
