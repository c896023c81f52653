package ai.karen.account.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** From where, and on which way, a request arrived. Thread-safe. */
@ApplicationScoped
public class Arrival {
  private final SafeTransport transport;
  private final ClientAddress addresses;

  /** For the container's client proxy. */
  protected Arrival() {
    this(null, null);
  }

  @Inject
  public Arrival(SafeTransport transport, ClientAddress addresses) {
    this.transport = transport;
    this.addresses = addresses;
  }

  /**
   * From where.
   *
   * @throws ai.karen.problem.entity.ProblemException 403 where no cookie may go back
   */
  String safely(HttpServletRequest request) {
    transport.require(request);
    return addresses.of(request);
  }

  String from(HttpServletRequest request) {
    return addresses.of(request);
  }
}
