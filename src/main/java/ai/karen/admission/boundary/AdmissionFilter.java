package ai.karen.admission.boundary;

import ai.karen.admission.control.Gate;
import ai.karen.admission.control.Passage;
import ai.karen.door.boundary.RequestEnd;
import ai.karen.door.control.RequestTime;
import ai.karen.door.control.WorkThreads;
import ai.karen.problem.boundary.ProblemAnswer;
import ai.karen.problem.entity.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Lets requests that ask a model in, has them wait or refuses them, before anything of them is
 * read. A servlet filter, because a stream ends long after JAX-RS has let go of it. One that waits
 * passes a second time when its turn has come. Its place among the filters is in web.xml.
 * Thread-safe.
 */
public class AdmissionFilter extends HttpFilter {
  private static final Logger LOG = System.getLogger(AdmissionFilter.class.getName());
  private static final String PASSAGE = "ai.karen.admission.passage";

  private final transient Gate gate;
  private final transient RequestTime time;
  private final transient WorkThreads threads;

  @Inject
  public AdmissionFilter(Gate gate, RequestTime time, WorkThreads threads) {
    this.gate = gate;
    this.time = time;
    this.threads = threads;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!asksAModel(request)) {
      chain.doFilter(request, response);
    } else if (request.getAttribute(PASSAGE) instanceof Passage passage) {
      settled(passage, new RemainingTime(request, passage.remaining()), response, chain);
    } else {
      arrived(request, response, chain);
    }
  }

  /** Whatever is posted where this filter stands; the rest is answered whatever the load. */
  private static boolean asksAModel(HttpServletRequest request) {
    return request.getMethod().equals("POST");
  }

  private void arrived(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Passage passage = gate.arrive(time.orLongest(request.getHeader(RequestTime.HEADER)));
    if (passage.isWaiting()) {
      endUnless(() -> await(request, passage), passage);
    } else {
      settled(passage, request, response, chain);
    }
  }

  private void await(HttpServletRequest request, Passage passage) {
    request.setAttribute(PASSAGE, passage);
    AsyncContext context = request.startAsync();
    context.setTimeout(0);
    context.addListener(new RequestEnd(passage::end));
    // Asked now: on another thread a request would leave its own address there for the next one.
    String path = path(request);
    // Whoever decides may be a thread of another request.
    passage.whenDecided(() -> threads.execute(() -> comeAgain(context, path, passage)));
  }

  /** As it came, but for the context's: what a request is sent on to is decoded once more. */
  private static String path(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.replace("%", "%25");
  }

  private static void comeAgain(AsyncContext context, String path, Passage passage) {
    try {
      endUnless(() -> context.dispatch(path), passage);
    } catch (IllegalStateException ended) {
      // The container has ended the request meanwhile.
    } catch (RuntimeException defect) {
      LOG.log(Level.ERROR, "A request that has waited for its turn can't go on", defect);
      fail(context);
    }
  }

  /** Whoever waits would wait for ever. */
  private static void fail(AsyncContext context) {
    ((HttpServletResponse) context.getResponse())
        .setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    context.complete();
  }

  /** A request that can't wait or go on must not keep its place, for there is no end to come. */
  private static void endUnless(Runnable step, Passage passage) {
    boolean done = false;
    try {
      step.run();
      done = true;
    } finally {
      if (!done) {
        passage.end();
      }
    }
  }

  private void settled(
      Passage passage, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Problem refusal = passage.refusal().orElse(null);
    if (refusal == null) {
      proceed(passage, request, response, chain);
    } else {
      refuse(refusal, request, response);
    }
  }

  private static void proceed(
      Passage passage, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } finally {
      passage.started();
      if (!endsLater(request, passage)) {
        passage.end();
      }
    }
  }

  /**
   * The answer may have been complete before anybody could listen, and the request's objects the
   * next one's by then; whatever they throw, no end is to come.
   */
  private static boolean endsLater(HttpServletRequest request, Passage passage) {
    try {
      boolean suspended = request.isAsyncStarted();
      if (suspended) {
        request.getAsyncContext().addListener(new RequestEnd(passage::end));
      }
      return suspended;
    } catch (RuntimeException ended) {
      return false;
    }
  }

  private void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (gate.isClosed()) {
      // The next request on this connection would find nobody.
      response.setHeader("Connection", "close");
    }
    ProblemAnswer.write(problem, request, response);
  }
}
