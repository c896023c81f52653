package ai.karen.chat.boundary;

import ai.karen.account.boundary.RequiresScope;
import ai.karen.account.entity.Caller;
import ai.karen.account.entity.Scope;
import ai.karen.chat.control.Deadlines;
import ai.karen.chat.control.Departures;
import ai.karen.chat.control.EmbeddingNames;
import ai.karen.chat.control.Metering;
import ai.karen.chat.control.OwnEmbeddingCall;
import ai.karen.chat.entity.ModelName;
import ai.karen.conversation.boundary.Owners;
import ai.karen.door.boundary.Bodies;
import ai.karen.door.control.AnswerThreads;
import ai.karen.language.control.LocalEmbeddings;
import ai.karen.provider.control.Deadline;
import ai.karen.provider.control.EmbeddingCall;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** OpenAI's embeddings: by the engine's own model, or by a provider's where it is named. */
@Path("/v1/embeddings")
@RequestScoped
@Tag(name = "OpenAI-compatible")
public class EmbeddingsResource {
  private final LocalEmbeddings local;
  private final EmbeddingNames names;
  private final EmbeddingCall remote;
  private final OwnEmbeddingCall own;
  private final Deadlines deadlines;
  private final Departures departures;
  private final AnswerThreads answers;
  private final Bodies bodies;
  private final Metering metering;

  /** For the container's client proxy. */
  protected EmbeddingsResource() {
    this(null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public EmbeddingsResource(
      LocalEmbeddings local,
      EmbeddingNames names,
      EmbeddingCall remote,
      OwnEmbeddingCall own,
      Deadlines deadlines,
      Departures departures,
      AnswerThreads answers,
      Bodies bodies,
      Metering metering) {
    this.local = local;
    this.names = names;
    this.remote = remote;
    this.own = own;
    this.deadlines = deadlines;
    this.departures = departures;
    this.answers = answers;
    this.bodies = bodies;
    this.metering = metering;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RequiresScope(Scope.EMBEDDINGS)
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "createEmbedding",
      summary = "Turns texts into vectors",
      description = "By the local model, or by the provider that the model names.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = ChatExamples.TEXT)))
  @APIResponse(
      responseCode = "200",
      description = "The answer",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = ChatExamples.VECTORS)))
  @APIResponse(ref = "openaiUnauthorized", responseCode = "401")
  @APIResponse(ref = "openaiForbidden", responseCode = "403")
  @APIResponse(ref = "openaiUnavailable", responseCode = "503")
  public void embed(
      @HeaderParam(Deadlines.HEADER) String timeout,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Suspended AsyncResponse response) {
    Caller caller = Owners.caller(security);
    metering.admit(caller);
    Deadline deadline = deadlines.of(timeout);
    Client client = Client.of(request, departures);
    bodies
        .json(request)
        .thenCompose(body -> answer(body, target(body, caller), caller, deadline, client))
        .whenCompleteAsync(client.answerBy(response), answers);
  }

  private EmbeddingNames.Target target(JsonObject request, Caller caller) {
    String name = ModelName.of(request.get("model"), "all-minilm-l6-v2");
    metering.requireModel(caller, name);
    return names.find(name);
  }

  private CompletionStage<Response> answer(
      JsonObject request,
      EmbeddingNames.Target target,
      Caller caller,
      Deadline deadline,
      Client client) {
    CompletionStage<JsonObject> answer =
        target.isOwn()
            ? own.embed(request, deadline, client.cancellation())
            : remote.embed(
                request, target.provider(), target.model(), deadline, client.cancellation());
    return answer
        .thenCompose(whole -> metering.count(caller, request, whole))
        .thenApply(
            whole ->
                target.isOwn() ? own(whole, target) : from(target.provider().id(), whole).build());
  }

  private Response own(JsonObject answer, EmbeddingNames.Target target) {
    Response.ResponseBuilder response = from("local", answer);
    if (target.substituted()) {
      response.header(AnswerHeaders.SUBSTITUTED, local.model());
    }
    return response.build();
  }

  private static Response.ResponseBuilder from(String provider, JsonObject answer) {
    return Response.ok(answer)
        .header(AnswerHeaders.PROVIDER, provider)
        .header(AnswerHeaders.ATTEMPTS, 1);
  }
}
