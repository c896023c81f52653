package ai.karen.problem.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.timing.control.TimeOrderedIds;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** Answers where the web container refuses a request before JAX-RS sees it; see web.xml. */
@WebServlet(urlPatterns = ErrorPage.PATH, asyncSupported = true)
public class ErrorPage extends HttpServlet {
  static final String PATH = "/error-page";

  private final transient TimeOrderedIds ids;

  @Inject
  public ErrorPage(TimeOrderedIds ids) {
    this.ids = ids;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestFacts facts = facts(request);
    Problem problem = StatusProblems.of(status(request), facts);
    ProblemAnswer.write(problem, facts.path(), facts.id(), response);
  }

  /** Called directly, without an error before it, this page does not exist. */
  private static int status(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return status instanceof Integer known ? known : HttpServletResponse.SC_NOT_FOUND;
  }

  private RequestFacts facts(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return new RequestFacts(request.getMethod(), Objects.toString(path, PATH), id(request));
  }

  private String id(HttpServletRequest request) {
    return Objects.toString(request.getAttribute(RequestIds.PROPERTY), ids.next());
  }
}
