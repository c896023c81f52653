package ai.karen.account.boundary;

import ai.karen.account.entity.Scope;
import ai.karen.audit.control.AuditTrail;
import ai.karen.audit.control.EntryJson;
import ai.karen.audit.entity.SealedEntry;
import ai.karen.door.boundary.SuspendedAnswers;
import ai.karen.json.entity.Json;
import ai.karen.problem.entity.Problem;
import ai.karen.problem.entity.ProblemException;
import ai.karen.store.control.StoreThreads;
import ai.karen.store.entity.Reading;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the audit log holds, for administrators. */
@Path("/api/admin/security/events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
@RequiresScope(Scope.ADMIN)
public class SecurityEventsResource {
  private static final int USUAL = 50;
  private static final int MOST = 1_000;
  private static final String EXAMPLE =
      "{\"data\":[{\"id\":\"019f2a7e-0000-7000-8000-000000000001\","
          + "\"at\":\"2026-01-05T08:00:00.123456Z\",\"kind\":\"anomaly_new_network\","
          + "\"outcome\":\"success\",\"subject\":\"019f2a7e-0000-7000-8000-0000000000aa\","
          + "\"address\":\"203.0.113.9\",\"details\":{\"high\":\"false\",\"risk\":\"40\"},"
          + "\"chain\":\"019f2a7d-0000-7000-8000-000000000002\",\"seq\":17,"
          + "\"keep_until\":\"2026-04-05T08:00:00.123456Z\",\"previous\":\"9b1c…\","
          + "\"hash\":\"51aa…\",\"seal\":\"c07f…\"}],\"next_cursor\":null}";

  private final AuditTrail trail;
  private final StoreThreads stores;
  private final SuspendedAnswers answers;

  /** For the container's client proxy. */
  protected SecurityEventsResource() {
    this(null, null, null);
  }

  @Inject
  public SecurityEventsResource(AuditTrail trail, StoreThreads stores, SuspendedAnswers answers) {
    this.trail = trail;
    this.stores = stores;
    this.answers = answers;
  }

  @GET
  @SecurityRequirement(name = "bearer")
  @Operation(
      operationId = "listSecurityEvents",
      summary = "Events of security, the newest first",
      description =
          "With chain, sequence and hashes, so that what was exported can be checked by"
              + " karen-audit.jar. limit is 50, at most 1000.")
  @APIResponse(
      responseCode = "200",
      description = "A page of them; next_cursor leads to the next, null at the end",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "example", value = EXAMPLE)))
  @APIResponse(ref = "unauthorized", responseCode = "401")
  @APIResponse(ref = "forbidden", responseCode = "403")
  public void list(
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") String limit,
      @Suspended AsyncResponse response) {
    EventCursor after = EventCursor.read(cursor);
    int rows = limit(limit);
    answers.answer(
        stores
            .supply(() -> trail.page(after.at(), after.id(), rows + 1))
            .thenApply(found -> page(found, rows)),
        response);
  }

  private static JsonObject page(Reading<List<SealedEntry>> found, int limit) {
    List<SealedEntry> rows = found.value();
    boolean hasMore = rows.size() > limit;
    List<SealedEntry> shown = hasMore ? rows.subList(0, limit) : rows;
    JsonArrayBuilder data = Json.createArrayBuilder();
    shown.forEach(each -> data.add(EntryJson.of(each)));
    JsonObjectBuilder page = Json.createObjectBuilder().add("data", data);
    page.add(
        "next_cursor",
        hasMore
            ? Json.createValue(EventCursor.text(shown.get(limit - 1).entry()))
            : JsonValue.NULL);
    if (found.partial()) {
      page.add("partial", true);
    }
    return page.build();
  }

  private static int limit(String text) {
    if (text == null) {
      return USUAL;
    }
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST) {
      throw new ProblemException(
          Problem.invalid(
              400, "invalid_value", "'limit' must be a whole number from 1 to " + MOST, "limit"));
    }
    return Integer.parseInt(text);
  }
}
