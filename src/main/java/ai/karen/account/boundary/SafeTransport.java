package ai.karen.account.boundary;

import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Whether a request came on a way that a refresh cookie may go back on. */
final class SafeTransport {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private SafeTransport() {}

  /**
   * @throws ProblemException 403 on plain HTTP to anything but this computer
   */
  static void require(HttpServletRequest request) {
    if (!request.isSecure() && !LOCAL.contains(request.getServerName())) {
      throw new ProblemException(
          Problem.invalid(
                  403,
                  "tls_required",
                  "Plain HTTP on anything but localhost can't carry the session's cookie, so login"
                      + " is refused here.",
                  null)
              .withNextSteps("Use https:// (port 8443 unless configured otherwise)."));
    }
  }
}
