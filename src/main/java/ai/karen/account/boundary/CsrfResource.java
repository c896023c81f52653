package ai.karen.account.boundary;

import ai.karen.account.control.KeyHash;
import ai.karen.account.control.defence.CsrfTokens;
import ai.karen.json.entity.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives a browser the token that its calls by cookie need, before login and after. */
@Path("/api/auth/csrf")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login and sessions")
public class CsrfResource {
  private final CsrfTokens tokens;
  private final KeyHash hash;

  /** For the container's client proxy. */
  protected CsrfResource() {
    this(null, null);
  }

  @Inject
  public CsrfResource(CsrfTokens tokens, KeyHash hash) {
    this.tokens = tokens;
    this.hash = hash;
  }

  @GET
  @Operation(
      operationId = "getCsrfToken",
      summary = "A token for X-CSRF-Token, bound to the browser's session",
      description = "Before login it is bound to a short-lived cookie that this call sets.")
  @APIResponse(
      responseCode = "200",
      description = "The token, and for how many seconds it is good",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "example",
                      value = "{\"csrf_token\":\"tl2k8o.5f0c…\",\"expires_in\":3600}")))
  public Response token(@Context HttpServletRequest request) {
    if (BrowserCookies.session(request, hash).isPresent()) {
      return answer(BrowserCookies.binding(request, hash)).build();
    }
    String id = BrowserCookies.passingId(request).orElseGet(BrowserCookies::newPassingId);
    return answer(BrowserCookies.passing(id)).cookie(cookie(id)).build();
  }

  private Response.ResponseBuilder answer(String binding) {
    JsonObject body =
        Json.createObjectBuilder()
            .add("csrf_token", tokens.issue(binding))
            .add("expires_in", tokens.life().toSeconds())
            .build();
    return Response.ok(body).header("Cache-Control", "no-store");
  }

  private NewCookie cookie(String id) {
    return new NewCookie.Builder(BrowserCookies.PRE)
        .value(id)
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite(SameSite.STRICT)
        .maxAge((int) tokens.life().toSeconds())
        .build();
  }
}
