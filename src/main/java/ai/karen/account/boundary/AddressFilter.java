package ai.karen.account.boundary;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;

/**
 * Notes from where a request came, for JAX-RS filters, which see no connection, and has browsers
 * stay with TLS where they came by it, be it as far as a trusted proxy. Its place among the filters
 * is in web.xml. Thread-safe.
 */
public class AddressFilter extends HttpFilter {
  /** An attribute of the servlet request, which is a property of the JAX-RS request as well. */
  private static final String PROPERTY = "ai.karen.account.address";

  private static final String YEAR = "max-age=31536000";

  private final transient ClientAddress addresses;
  private final transient SafeTransport transport;

  @Inject
  public AddressFilter(ClientAddress addresses, SafeTransport transport) {
    this.addresses = addresses;
    this.transport = transport;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(PROPERTY, addresses.of(request));
    if (transport.isEncrypted(request)) {
      response.setHeader("Strict-Transport-Security", YEAR);
    }
    chain.doFilter(request, response);
  }

  /** Never null; empty where this filter did not run. */
  static String of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof String address ? address : "";
  }
}
