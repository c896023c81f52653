package ai.karen.account.boundary;

import ai.karen.account.control.token.SigningKeys;
import ai.karen.store.control.StoreThreads;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public keys by which anybody can check access tokens (RFC 7517). */
@Path("/.well-known/jwks.json")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Login")
public class KeySetResource {
  private final SigningKeys keys;
  private final StoreThreads threads;
  private final AuthAnswers answers;

  /** For the container's client proxy. */
  protected KeySetResource() {
    this(null, null, null);
  }

  @Inject
  public KeySetResource(SigningKeys keys, StoreThreads threads, AuthAnswers answers) {
    this.keys = keys;
    this.threads = threads;
    this.answers = answers;
  }

  @GET
  @Operation(operationId = "keySet", summary = "The public keys of access tokens")
  @APIResponse(
      responseCode = "200",
      description = "A JSON Web Key Set",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = AuthExamples.KEYS)))
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void keys(@Suspended AsyncResponse response) {
    answers.answer(
        threads
            .supply(keys::published)
            .thenApply(
                text -> Response.ok(text).header("Cache-Control", "public, max-age=60").build()),
        response);
  }
}
