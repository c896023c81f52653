package ai.karen.chat.boundary;

import ai.karen.problem.boundary.ProblemAnswer;
import ai.karen.problem.boundary.RequestIds;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/** Answers a suspended request without JAX-RS. */
final class ServletOutlet implements Outlet {
  private static final Logger LOG = System.getLogger(ServletOutlet.class.getName());

  /** Writes an answer or a failure. */
  private interface Writing {
    void write(HttpServletResponse response) throws IOException;
  }

  private final AsyncContext context;
  private final String method;
  private final String path;
  private final String id;

  /** To be made on the request's own thread, when it is suspended. */
  ServletOutlet(HttpServletRequest request) {
    this.context = request.getAsyncContext();
    this.method = request.getMethod();
    this.path = request.getRequestURI();
    this.id = RequestIds.of(request);
  }

  @Override
  public void answer(WholeCompletion.Answer answer) {
    complete(response -> write(answer, response));
  }

  @Override
  public void fail(Throwable failure) {
    complete(response -> ProblemAnswer.write(failure, method, path, id, response));
  }

  private static void write(WholeCompletion.Answer answer, HttpServletResponse response)
      throws IOException {
    byte[] body = answer.body().toString().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(response::setHeader);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private void complete(Writing writing) {
    try {
      writing.write((HttpServletResponse) context.getResponse());
    } catch (IOException | IllegalStateException gone) {
      LOG.log(Level.DEBUG, "The answer to request {0} found nobody", id);
    } finally {
      Completion.of(context);
    }
  }
}
