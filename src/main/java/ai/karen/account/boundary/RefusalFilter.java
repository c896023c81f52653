package ai.karen.account.boundary;

import ai.karen.account.control.defence.RefusalAudit;
import ai.karen.account.entity.Caller;
import ai.karen.problem.boundary.AnsweredProblem;
import ai.karen.problem.boundary.RequestPath;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Puts into the audit log who was refused for a wrong key or token, or for want of a right, be it
 * by a filter or by the resource. Response filters run from the highest priority down: the answer
 * is made when this one looks at it.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class RefusalFilter implements ContainerResponseFilter {
  private final RefusalAudit refusals;

  /** For the container, which wants it public in a provider. */
  public RefusalFilter() {
    this(null);
  }

  @Inject
  public RefusalFilter(RefusalAudit refusals) {
    this.refusals = refusals;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    RefusalNotes.of(request)
        .or(() -> AnsweredProblem.of(request).flatMap(RefusalNotes::reason))
        .ifPresent(reason -> record(reason, request));
  }

  private void record(String reason, ContainerRequestContext request) {
    String by = Callers.of(request.getSecurityContext()).map(Caller::keyId).orElse(null);
    refusals.record(
        RefusalNotes.event(reason, by, AddressFilter.of(request), RequestPath.of(request)));
  }
}
