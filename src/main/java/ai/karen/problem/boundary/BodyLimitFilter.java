package ai.karen.problem.boundary;

import ai.karen.configuration.control.Settings;
import ai.karen.problem.entity.ProblemException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses a body above {@code karen.http.max-body}, as soon as that shows. */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION + 1)
public class BodyLimitFilter implements ContainerRequestFilter {
  static final String KEY = "karen.http.max-body";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final long TEN_MEGABYTES = 10_000_000;

  private final long limit;

  /** For the container, which wants it public in a provider. */
  public BodyLimitFilter() {
    this.limit = TEN_MEGABYTES;
  }

  @Inject
  public BodyLimitFilter(Settings settings) {
    this.limit = settings.size(KEY, TEN_MEGABYTES);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Optional.ofNullable(request.getHeaderString(HttpHeaders.CONTENT_LENGTH))
        .ifPresent(this::requireFit);
    request.setEntityStream(new LimitedStream(request.getEntityStream(), limit));
  }

  /** The server lets lengths through that are no numbers at all. */
  private void requireFit(String declared) {
    if (!NUMBER.matcher(declared).matches()) {
      throw new ProblemException(BodyProblems.unclearLength());
    }
    if (Long.parseLong(declared) > limit) {
      throw new ProblemException(BodyProblems.tooLarge(limit));
    }
  }
}
