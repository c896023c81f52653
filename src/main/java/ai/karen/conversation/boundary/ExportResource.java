package ai.karen.conversation.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.conversation.control.Conversations;
import ai.karen.conversation.control.Stored;
import ai.karen.conversation.entity.Conversation;
import ai.karen.json.entity.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Everything that the engine keeps of the caller, to take along. */
@Path("/api/auth/export")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
@RequiresScope(Scope.CHAT)
public class ExportResource {
  private static final String DISPOSITION = "attachment; filename=\"karen-export.json\"";

  private final Conversations conversations;
  private final Answers answers;
  private final Clock clock;
  private final OwnersData data;
  private final ExportTurns turns;

  /** For the container's client proxy. */
  protected ExportResource() {
    this(null, null, null, null, null);
  }

  @Inject
  public ExportResource(
      Conversations conversations,
      Answers answers,
      Clock clock,
      OwnersData data,
      ExportTurns turns) {
    this.conversations = conversations;
    this.answers = answers;
    this.clock = clock;
    this.data = data;
    this.turns = turns;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "exportOwnData",
      summary = "The caller's conversations with their messages, as one document",
      description = "For a login session also account, api_keys and sessions, without secrets.")
  @APIResponse(
      responseCode = "200",
      description = "The document; partial says whether there may be more",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = Examples.EXPORT)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  @APIResponse(ref = "unavailable", responseCode = "503")
  public void export(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    Caller caller = Owners.caller(security);
    String owner = caller.owner();
    turns.take(owner, request.getAsyncContext());
    answers.answer(
        data.of(caller)
            .thenCombine(
                conversations.list(owner, null, Export.PAGE),
                (others, first) -> document(owner, others, first)),
        response);
  }

  private Response document(String owner, JsonObject others, Stored<List<Conversation>> first) {
    JsonObject head =
        Json.createObjectBuilder(others).add("exported_at", clock.instant().toString()).build();
    Export export = new Export(conversations, owner, head, first);
    Response answer = Answers.of(200, export, first.degraded());
    answer.getHeaders().putSingle("Content-Disposition", DISPOSITION);
    answer.getHeaders().putSingle("Cache-Control", "no-store");
    return answer;
  }
}
