package ai.karen.chat.boundary;

import ai.karen.account.boundary.Callers;
import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Scope;
import ai.karen.chat.control.Deadlines;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * OpenAI's chat completions, streamed and not, where {@link ChatFilter} has not answered already.
 */
@Path(ChatFilter.PATH)
@RequestScoped
@Tag(name = "OpenAI-compatible")
public class ChatCompletionsResource {
  private final ChatCall call;

  /** For the container's client proxy. */
  protected ChatCompletionsResource() {
    this(null);
  }

  @Inject
  public ChatCompletionsResource(ChatCall call) {
    this.call = call;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @RequiresScope(Scope.CHAT)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "createChatCompletion",
      summary = "Answers a conversation, streamed or not",
      description =
          "OpenAI chat completions over a chain of providers; fields that the engine does not know"
              + " pass through.")
  @Parameter(
      name = Deadlines.HEADER,
      in = ParameterIn.HEADER,
      schema = @Schema(type = SchemaType.STRING))
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = ChatExamples.QUESTION)))
  @APIResponse(
      responseCode = "200",
      description = "The answer",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(type = SchemaType.OBJECT),
            examples = @ExampleObject(name = "example", value = ChatExamples.ANSWER)),
        @Content(
            mediaType = "text/event-stream",
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "example", value = ChatExamples.STREAM))
      })
  @APIResponse(ref = "openaiUnauthorized", responseCode = "401")
  @APIResponse(ref = "openaiForbidden", responseCode = "403")
  @APIResponse(ref = "openaiUnavailable", responseCode = "503")
  public void complete(
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    call.answer(request, Callers.of(security).orElseThrow(), Outlet.of(response));
  }
}
